/** What is wrong with a rendered screen, in lines that say where. */
import type { Page } from 'playwright-core';
import { simplifiedIn } from './simplified';
import type { Language } from './screen-entry';

/** Words that Chinese texts keep: names of formats, codes and standards. */
const KEPT =
  /(?<![A-Za-z])(?:PDF|ODT|CSV|JSON|XML|ZIP|JPEG|PNG|WebP|GIF|OID|GCA|PIN|AI|Token|Tokens|SAITDL|OGDL|Taiwan|MB|KB|GB|UTF|Big5|sha256|SHA-256|e-mail|English|Cookie|Markdown)(?![A-Za-z])/g;

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Codes rather than words: addresses, files, identifiers, hashes, accounts, licences. */
const CODES: readonly RegExp[] = [
  /https?:\/\/\S*/g,
  /[\p{L}\p{N}_()（）-]+\.(?:pdf|odt|csv|json|xml|pptx)\b/giu,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
  /\b[0-9a-f]{16,}\b/g,
  /\b[a-z0-9]{24}\b/g,
  /\b(?:SAITDL|OGDL-Taiwan)-\d\.\d\b/g,
  /\b\w+\.(?:moda|moc|platform)\b/g,
  // The name of the government's service for signing in.
  /我的E政府/g,
  /\b\d+(?:\.\d+)+\b/g,
];

interface Spoken {
  readonly text: string;
  /** The language that the page says it is in. */
  readonly lang: string;
  readonly where: string;
}

/** Texts, names and hints of what is shown, each with its language. */
const SPOKEN = `((part) => {
  const found = [];
  const add = (text, element, where) => {
    const said = (text ?? '').trim();
    if (said !== '') found.push({ text: said, lang: element.closest('[lang]')?.lang ?? '', where });
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) ||
    (element.localName === 'option' && element.closest('select')?.checkVisibility());
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!parent.closest('script, style, noscript, template, code') && shown(parent)) {
      add(node.data, parent, parent.localName);
    }
  }
  for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt', 'data-label']) {
    for (const element of part.querySelectorAll('[' + name + ']')) {
      if (shown(element)) add(element.getAttribute(name), element, element.localName + '[' + name + ']');
    }
  }
  if (part === document.documentElement) add(document.title, part, 'title');
  return found;
})`;

/**
 * Words in another language than the screen's, and Simplified characters.
 *
 * @param options.within The part to look at.
 * @param options.data Texts of records (names, reasons, files), which stay as people wrote them.
 */
export async function leftovers(
  page: Page,
  language: Language,
  { data, within = 'html' }: { data: readonly string[]; within?: string | undefined },
): Promise<string[]> {
  const spoken = await page.evaluate<Spoken[]>(`${SPOKEN}(${part(within)})`);
  const wrong = new Set<string>();
  for (const { text, lang, where } of spoken) {
    const rest = withoutData(text, data);
    const said = lang.startsWith('en') ? 'en' : 'zh-Hant';
    // A part may say that it is in another language: the name of that language, a quoted text.
    const foreign = said === 'en' ? cjkIn(rest) : latinIn(rest);
    if (foreign !== '') wrong.add(`${where}: “${foreign}” in “${text.slice(0, 120)}”`);
    const simplified = simplifiedIn(text);
    if (simplified.length > 0)
      wrong.add(`${where}: Simplified ${simplified.join('')} in “${text.slice(0, 120)}”`);
  }
  const root = await page.evaluate<string>('document.documentElement.lang');
  const expected = language === 'en' ? /^en\b/ : /^zh-Hant(-TW)?$/;
  if (!expected.test(root)) wrong.add(`html[lang]: ${root}`);
  return [...wrong];
}

function withoutData(text: string, data: readonly string[]): string {
  let rest = text.replace(EMAIL, ' ');
  for (const one of data) rest = rest.replaceAll(one, ' ');
  return rest;
}

function latinIn(text: string): string {
  let rest = text;
  for (const code of CODES) rest = rest.replace(code, ' ');
  rest = rest.replace(KEPT, ' ');
  return [...rest.matchAll(/[A-Za-zÀ-ž]{2,}/g)].map(([word]) => word).join(' ');
}

function cjkIn(text: string): string {
  let rest = text;
  for (const code of CODES) rest = rest.replace(code, ' ');
  return [...rest.matchAll(/[\p{Script=Han}\u3000-\u303f\uff01-\uff5e]+/gu)]
    .map(([run]) => run)
    .join(' ');
}

/** Where the page scrolls sideways, cuts a text off, or hides something that people press. */
export function misplaced(page: Page, within = 'html'): Promise<string[]> {
  return page.evaluate<string[]>(`${MISPLACED}(${part(within)})`);
}

const part = (within: string) => `document.querySelector(${JSON.stringify(within)})`;

const MISPLACED = `((part) => {
  const wrong = [];
  const root = document.documentElement;
  const width = window.innerWidth;
  const name = (element) => element.localName + ' “' +
    (element.getAttribute('aria-label') || element.textContent || element.name || '').trim().slice(0, 60) + '”';
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
    element.scrollWidth > element.clientWidth + 1 && !element.matches('[tabindex="0"], textarea, input, select');
  for (const element of part.querySelectorAll('*')) {
    if (scrolls(element) && element.checkVisibility()) wrong.push(name(element) + ' scrolls sideways');
  }
  if (root.scrollWidth > width + 1) wrong.push('the page is ' + (root.scrollWidth - width) + ' px too wide');
  if (document.querySelector('[data-corpus]') && root.scrollHeight > window.innerHeight + 1) {
    wrong.push('the window scrolls, too, ' + (root.scrollHeight - window.innerHeight) + ' px');
  }
  const open = document.querySelector('[role=dialog], [role=alertdialog]');
  const top = open ?? part;
  const away = (element) => element.getBoundingClientRect().right < 0;
  const hidden = (element) => { const s = getComputedStyle(element); return s.clipPath !== 'none' || s.clip !== 'auto'; };
  const unseen = (element) => { for (let at = element; at; at = at.parentElement) if (hidden(at)) return true; return away(element); };
  const scrolled = window.scrollY;
  for (const element of top.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=tab]')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || unseen(element)) continue;
    if (element.disabled) continue;
    element.scrollIntoView({ block: 'center' });
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (box.left < -1 || box.right > width + 1) {
      wrong.push(name(element) + ' is outside, ' + Math.round(box.left) + ' to ' + Math.round(box.right));
      continue;
    }
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (y < 0 || y > window.innerHeight) continue;
    const at = document.elementFromPoint(x, y);
    const same = at && (at === element || element.contains(at) || at.contains(element) || at.closest('label')?.contains(element));
    if (!same) wrong.push(name(element) + ' lies under ' + (at ? name(at) : 'nothing'));
  }
  window.scrollTo(0, scrolled);
  for (const element of top.querySelectorAll('*')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (!own || !element.checkVisibility() || unseen(element)) continue;
    const style = getComputedStyle(element);
    if (['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
      wrong.push(name(element) + ' is cut off');
    }
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.left < -1 || box.right > width + 1)) wrong.push(name(element) + ' runs out of the window');
  }
  return [...new Set(wrong)];
})`;
