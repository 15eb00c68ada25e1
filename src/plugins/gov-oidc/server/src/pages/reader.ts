import type { Context } from 'koa';
import { pickLanguage, type Language } from '../../../../../messages';
import { TEXT_SIZES, type Reader, type TextSize } from './layout';

const LANGUAGE_COOKIE = 'corpus_language';
const SIZE_COOKIE = 'corpus_text_size';
const YEAR_MS = 365 * 24 * 60 * 60_000;

function remember(ctx: Context, name: string, value: string): void {
  ctx.cookies.set(name, value, {
    path: '/',
    sameSite: 'lax',
    httpOnly: true,
    signed: false,
    overwrite: true,
    maxAge: YEAR_MS,
  });
}

function toLanguage(value: unknown): Language | null {
  return value === 'en' || value === 'zh-Hant' ? value : null;
}

function toSize(value: unknown): TextSize | null {
  return TEXT_SIZES.find((size) => size === value) ?? null;
}

/** Language and text size as chosen on the page before (and remembered), else as the browser says. */
export function readReader(ctx: Context): Reader {
  const language = toLanguage(ctx.query.lang);
  const textSize = toSize(ctx.query.size);
  if (language) remember(ctx, LANGUAGE_COOKIE, language);
  if (textSize) remember(ctx, SIZE_COOKIE, textSize);
  return {
    language:
      language ??
      toLanguage(ctx.cookies.get(LANGUAGE_COOKIE, { signed: false })) ??
      pickLanguage(ctx.get('accept-language')),
    textSize: textSize ?? toSize(ctx.cookies.get(SIZE_COOKIE, { signed: false })) ?? 'medium',
    path: ctx.path,
  };
}
