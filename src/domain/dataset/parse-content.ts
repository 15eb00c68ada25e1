import { DomainError, type Issue } from '../errors';
import {
  EARLIEST_YEAR,
  LATEST_YEAR,
  LIMITS,
  TAG_FIELDS,
  type DatasetContent,
  type Facet,
  type Validity,
} from './content';
import { isEmail, isTaiwanPhone } from './contact-formats';
import { hasForbiddenCharacters, merelyRepeats, normaliseText, splitKeywords } from './text';

/** Choices an admin offers. `retired` ones stay on records that have them but can't be newly chosen. */
export interface Choices {
  readonly tags: readonly { facet: Facet; code: string; retired: boolean }[];
  readonly licences: readonly { code: string; retired: boolean }[];
}

export interface ParseContext {
  readonly before: DatasetContent;
  readonly choices: Choices;
  /** The year now in Asia/Taipei. */
  readonly year: number;
}

type Report = (code: string, path: string, params?: Issue['params']) => void;
type Input = Readonly<Record<string, unknown>>;

const CONTACT_FIELDS = ['name', 'phone', 'email'] as const;
const TEXT_FIELDS = {
  name: LIMITS.name,
  description: LIMITS.description,
  textTypeOther: LIMITS.other,
  domainOther: LIMITS.other,
  languageOther: LIMITS.other,
} as const;

const READ_ONLY = new Set(
  (
    'id documentId identifier state agency provider isOpen totalBytes tokens tokenizer files ' +
    'version createdAt updatedAt submittedAt firstListedAt lastListedAt delistedAt delistOn delistReason ' +
    'returnReason hasPublicVersion allowedActions editable missing publishedAt'
  ).split(' '),
);

/**
 * The content after an edit, or every field that is wrong with it. Fields that the input does not
 * name stay as they are; null clears.
 *
 * @throws {DomainError} dataset.invalid (422) with one issue a wrong field: field.unknown,
 *   field.read_only, field.type, field.too_long, field.characters_invalid, tag.unknown,
 *   tag.retired, licence.unknown, licence.retired, validity.invalid, year.invalid, year.future,
 *   years.reversed, contact.phone_invalid, contact.email_invalid, keywords.too_many,
 *   description.repeats_name.
 */
export function parseContent(input: unknown, context: ParseContext): DatasetContent {
  const issues: Issue[] = [];
  const report: Report = (code, path, params) =>
    void issues.push({ code, path, ...(params && { params }) });
  if (!isObject(input)) throw new DomainError('request.invalid', 'invalid');
  reportUnknownFields(input, report);
  const content: DatasetContent = {
    ...context.before,
    ...parseTexts(input, report),
    ...parseKeywords(input, report),
    ...parseTags(input, context, report),
    ...parseLicence(input, context, report),
    ...parseValidity(input, report),
    ...parseYears(input, context, report),
    ...parseContact(input, context, report),
  };
  reportContradictions(content, input, report);
  if (issues.length > 0) throw new DomainError('dataset.invalid', 'invalid', { issues });
  return content;
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reportUnknownFields(input: Input, report: Report): void {
  const known = new Set([
    ...Object.keys(TEXT_FIELDS),
    ...TAG_FIELDS.map(({ field }) => field),
    'keywords',
    'licence',
    'validity',
    'yearFrom',
    'yearTo',
    'contact',
  ]);
  for (const field of Object.keys(input)) {
    if (READ_ONLY.has(field)) report('field.read_only', field);
    else if (!known.has(field)) report('field.unknown', field.slice(0, 60));
  }
}

function readText(value: unknown, path: string, max: number, report: Report): string | null {
  if (value === null) return null;
  if (typeof value !== 'string') {
    report('field.type', path, { expected: 'string' });
    return null;
  }
  if (hasForbiddenCharacters(value)) report('field.characters_invalid', path);
  else if ([...value].length > max) report('field.too_long', path, { max });
  const text = normaliseText(value);
  return text === '' ? null : text;
}

function parseTexts(input: Input, report: Report): Partial<DatasetContent> {
  return Object.fromEntries(
    Object.entries(TEXT_FIELDS)
      .filter(([field]) => input[field] !== undefined)
      .map(([field, max]) => [field, readText(input[field], field, max, report)]),
  );
}

function parseKeywords(input: Input, report: Report): Partial<DatasetContent> {
  const value = input.keywords;
  if (value === undefined) return {};
  if (value === null) return { keywords: [] };
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === 'string')) {
    report('field.type', 'keywords', { expected: 'string[]' });
    return {};
  }
  if (list.some(hasForbiddenCharacters)) {
    report('field.characters_invalid', 'keywords');
    return {};
  }
  const keywords = splitKeywords(list);
  if (keywords.length > LIMITS.keywords)
    report('keywords.too_many', 'keywords', { max: LIMITS.keywords });
  keywords.forEach((keyword, index) => {
    if ([...keyword].length > LIMITS.keyword) {
      report('field.too_long', `keywords.${String(index)}`, { max: LIMITS.keyword });
    }
  });
  return { keywords };
}

function parseTags(input: Input, context: ParseContext, report: Report): Partial<DatasetContent> {
  const entries = TAG_FIELDS.filter(({ field }) => input[field] !== undefined).map(
    ({ facet, field }) => {
      const offered = context.choices.tags.filter((tag) => tag.facet === facet);
      return [field, readCodes(input[field], field, offered, context.before[field], report)];
    },
  );
  return Object.fromEntries(entries) as Partial<DatasetContent>;
}

function readCodes(
  value: unknown,
  field: string,
  offered: readonly { code: string; retired: boolean }[],
  before: readonly string[],
  report: Report,
): readonly string[] {
  if (value === null) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    report('field.type', field, { expected: 'string[]' });
    return before;
  }
  value.slice(0, 100).forEach((code: string, index) => {
    const tag = offered.find((choice) => choice.code === code);
    const path = `${field}.${String(index)}`;
    if (!tag) report('tag.unknown', path, { value: code.slice(0, 60) });
    else if (tag.retired && !before.includes(code)) report('tag.retired', path, { value: code });
  });
  if (value.length > 100) report('tag.too_many', field, { max: 100 });
  return [...new Set(value)];
}

function parseLicence(
  input: Input,
  context: ParseContext,
  report: Report,
): Partial<DatasetContent> {
  const value = input.licence;
  if (value === undefined) return {};
  if (value === null) return { licence: null };
  if (typeof value !== 'string') {
    report('field.type', 'licence', { expected: 'string' });
    return {};
  }
  const licence = context.choices.licences.find(({ code }) => code === value);
  if (!licence) report('licence.unknown', 'licence', { value: value.slice(0, 60) });
  else if (licence.retired && context.before.licence !== value) {
    report('licence.retired', 'licence', { value });
  }
  return { licence: value };
}

function parseValidity(input: Input, report: Report): Partial<DatasetContent> {
  const value = input.validity;
  if (value === undefined) return {};
  if (value === null) return { validity: null };
  const validity = readValidity(value);
  if (!validity) report('validity.invalid', 'validity');
  return { validity };
}

function readValidity(value: unknown): Validity | null {
  if (!isObject(value)) return null;
  const { permanent, untilYear, ...rest } = value;
  if (Object.keys(rest).length > 0) return null;
  const withYear = untilYear !== undefined && untilYear !== null;
  if (permanent === true && !withYear) return { permanent: true };
  if (permanent !== true && isYear(untilYear)) return { untilYear };
  return null;
}

function isYear(value: unknown): value is number {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= EARLIEST_YEAR &&
    value <= LATEST_YEAR
  );
}

function parseYears(input: Input, context: ParseContext, report: Report): Partial<DatasetContent> {
  const years: { yearFrom?: number | null; yearTo?: number | null } = {};
  for (const field of ['yearFrom', 'yearTo'] as const) {
    const value = input[field];
    if (value === undefined) continue;
    if (value === null) years[field] = null;
    else if (!isYear(value)) report('year.invalid', field);
    else if (value > context.year) report('year.future', field, { year: context.year });
    else years[field] = value;
  }
  return years;
}

function parseContact(
  input: Input,
  context: ParseContext,
  report: Report,
): Partial<DatasetContent> {
  const value = input.contact;
  if (value === undefined) return {};
  if (value === null) return { contact: { name: null, phone: null, email: null } };
  if (!isObject(value)) {
    report('field.type', 'contact', { expected: 'object' });
    return {};
  }
  for (const field of Object.keys(value)) {
    if (!(CONTACT_FIELDS as readonly string[]).includes(field)) {
      report('field.unknown', `contact.${field.slice(0, 60)}`);
    }
  }
  const read = (field: (typeof CONTACT_FIELDS)[number], max: number) =>
    value[field] === undefined
      ? context.before.contact[field]
      : readText(value[field], `contact.${field}`, max, report);
  const contact = {
    name: read('name', LIMITS.contactName),
    phone: read('phone', LIMITS.contactPhone),
    email: read('email', LIMITS.contactEmail),
  };
  if (contact.phone !== null && !isTaiwanPhone(contact.phone)) {
    report('contact.phone_invalid', 'contact.phone');
  }
  if (contact.email !== null && !isEmail(contact.email)) {
    report('contact.email_invalid', 'contact.email');
  }
  return { contact };
}

/** Fields that are right alone and wrong together; told only of fields that this input touches. */
function reportContradictions(content: DatasetContent, input: Input, report: Report): void {
  const touches = (...fields: string[]) => fields.some((field) => input[field] !== undefined);
  const { yearFrom, yearTo, name, description } = content;
  if (touches('yearFrom', 'yearTo') && yearFrom !== null && yearTo !== null && yearFrom > yearTo) {
    report('years.reversed', 'yearFrom');
  }
  if (
    touches('name', 'description') &&
    name !== null &&
    description !== null &&
    merelyRepeats(description, name)
  ) {
    report('description.repeats_name', 'description');
  }
}
