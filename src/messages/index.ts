import type { ErrorParams } from '../domain/errors';
import * as accounts from './accounts';
import * as audit from './audit';
import * as common from './common';
import * as corpus from './corpus';
import * as ingest from './ingest';
import * as reference from './reference';
import * as review from './review';

export type Language = 'zh-Hant' | 'en';

const parts = [common, review, accounts, ingest, corpus, reference, audit];

/** Every message of the server by its code, in both languages. */
export const messages: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-Hant': Object.assign({}, ...parts.map((part) => part.zhHant)) as Record<string, string>,
  en: Object.assign({}, ...parts.map((part) => part.en)) as Record<string, string>,
};

/** The sentence for a code, its `{placeholders}` filled; the code itself where no sentence exists. */
export function say(code: string, language: Language, params: ErrorParams = {}): string {
  const sentence = messages[language][code] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    params[name] == null ? whole : String(params[name]),
  );
}

/** Chinese unless the caller asks for English before any Chinese. RFC 9110 section 12.5.4. */
export function pickLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const quality = rest.map((item) => item.trim()).find((item) => item.startsWith('q='));
      return { tag, quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .filter(({ tag, quality }) => quality > 0 && /^(zh|en)(-|$)/.test(tag))
    .sort((a, b) => b.quality - a.quality);
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh-Hant';
}
