import { escapeHtml } from '../../../../../domain/text/escape-html';
import { say, type Language } from '../../../../../messages';
import type { ErrorParams } from '../../../../../domain/errors';

export const TEXT_SIZES = ['small', 'medium', 'large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** How one browser wants its pages. */
export interface Reader {
  readonly language: Language;
  readonly textSize: TextSize;
  /** Path that the switches for language and text size lead back to. */
  readonly path: string;
}

/** Help line shown on every page. */
export interface HelpLine {
  readonly phone: string;
  readonly email: string;
}

/** A sentence in the reader's language, safe to be put into HTML. */
export function words(reader: Reader, key: string, params: ErrorParams = {}): string {
  return escapeHtml(say(key, reader.language, params));
}

function sizeSwitch(reader: Reader): string {
  return TEXT_SIZES.map((size) => {
    const current = size === reader.textSize ? ' aria-current="true"' : '';
    return `<a href="${escapeHtml(reader.path)}?size=${size}"${current}>${words(reader, `accounts.login.${size}`)}</a>`;
  }).join(' ');
}

function header(reader: Reader): string {
  const other = reader.language === 'en' ? 'zh-Hant' : 'en';
  return `<header><div class="inner">
<p>${words(reader, 'accounts.login.title')}</p>
<nav aria-label="${words(reader, 'accounts.login.text_size')}">
<span>${words(reader, 'accounts.login.text_size')}</span> ${sizeSwitch(reader)}
<a href="${escapeHtml(reader.path)}?lang=${other}" lang="${other}">${words(reader, 'accounts.login.other_language')}</a>
</nav></div></header>`;
}

/** A whole page around `body`, which is HTML that was made safe already. */
export function layout(
  reader: Reader,
  page: { title: string; body: string; help: HelpLine; scripts?: readonly string[] },
): string {
  const scripts = (page.scripts ?? [])
    .map((name) => `<script src="/login/assets/${name}" defer></script>`)
    .join('');
  return `<!doctype html>
<html lang="${reader.language === 'en' ? 'en' : 'zh-Hant-TW'}" data-size="${reader.textSize}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${page.title}</title>
<link rel="stylesheet" href="/login/assets/login.css">${scripts}</head>
<body><a class="skip" href="#main">${words(reader, 'accounts.login.skip')}</a>
${header(reader)}
<main id="main" tabindex="-1">${page.body}</main>
<footer>${words(reader, 'accounts.login.help', { ...page.help })}</footer>
</body></html>`;
}
