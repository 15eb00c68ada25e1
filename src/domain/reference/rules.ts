import { FACETS } from '../dataset/content';
import { DomainError } from '../errors';
import type { FieldRule, FieldRules, FieldValues } from './read-fields';

const LINE = 200;
const PARAGRAPH = 1_000;
/** Licences and pages are long texts. */
const DOCUMENT = 200_000;

const required = { required: true } as const;
const line = { type: 'text', max: LINE } as const;
const paragraph = { type: 'text', max: PARAGRAPH } as const;
const document = { type: 'text', max: DOCUMENT } as const;
const retired = { type: 'yes-no' } as const;

const slug: FieldRule = {
  type: 'text',
  max: 60,
  required: true,
  pattern: /^[a-z0-9][a-z0-9-]*$/,
  expected: 'a-z 0-9 -',
};
const tagCode: FieldRule = {
  ...slug,
  pattern: /^[A-Za-z0-9][A-Za-z0-9-]*$/,
  expected: 'A-Z a-z 0-9 -',
};
const licenceCode: FieldRule = {
  ...slug,
  pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
  expected: 'A-Z a-z 0-9 . -',
};
/** An address of the web, or a path of the site itself. */
const link: FieldRule = {
  type: 'text',
  max: PARAGRAPH,
  pattern: /^(https?:\/\/[^\s"<>]+|\/(?!\/)[^\s"<>]*)$/,
  expected: 'https://… , /…',
};
type Rules = Readonly<
  Record<'tags' | 'licences' | 'themes' | 'pages' | 'banners' | 'hot-keywords', FieldRules>
>;

/** What stays as it was created. */
export const KEYS: Rules = {
  tags: { facet: { type: 'choice', of: FACETS }, code: tagCode },
  licences: { code: licenceCode },
  themes: { code: slug },
  pages: { slug },
  banners: {},
  'hot-keywords': { word: { ...line, max: 50, ...required } },
};

/** What is edited later, too. */
export const FIELDS: Rules = {
  tags: { name: { ...line, ...required }, nameEn: { ...line, ...required }, retired },
  licences: {
    edition: { ...line, max: 30, ...required },
    name: { ...line, ...required },
    nameEn: line,
    url: link,
    open: { type: 'yes-no' },
    textZh: document,
    textEn: document,
    retired,
  },
  themes: {
    title: { ...line, ...required },
    titleEn: line,
    subtitle: line,
    text: paragraph,
    tags: { type: 'links', max: 100 },
    image: { type: 'picture' },
    retired,
  },
  pages: { title: { ...line, ...required }, titleEn: line, body: document, bodyEn: document },
  banners: {
    title: { ...line, ...required },
    titleEn: line,
    text: paragraph,
    textEn: paragraph,
    link,
    image: { type: 'picture' },
    showFrom: { type: 'day' },
    showUntil: { type: 'day' },
    retired,
  },
  'hot-keywords': { mode: { type: 'choice', of: ['pinned', 'hidden'] } },
};

/** @throws {DomainError} request.invalid (422): field.dates_reversed. */
export function checkTogether({ showFrom, showUntil }: FieldValues): void {
  if (typeof showFrom !== 'string' || typeof showUntil !== 'string') return;
  if (showUntil >= showFrom) return;
  throw new DomainError('request.invalid', 'invalid', {
    issues: [{ code: 'field.dates_reversed', path: 'showUntil' }],
  });
}
