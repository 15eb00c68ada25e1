import { hasForbiddenCharacters } from '../dataset/text';
import { DomainError, type Issue } from '../errors';
import { isCalendarDay } from '../time/calendar-day';

/** What one field of a record that admins edit may hold. */
export type FieldRule =
  | {
      readonly type: 'text';
      /** In characters. */
      readonly max: number;
      readonly required?: true;
      readonly pattern?: RegExp;
      /** Said where the pattern does not fit. */
      readonly expected?: string;
    }
  | { readonly type: 'choice'; readonly of: readonly string[] }
  | { readonly type: 'yes-no' }
  | { readonly type: 'day' }
  /** Id of a picture in the media library, or none. */
  | { readonly type: 'picture' }
  /** documentIds. */
  | { readonly type: 'links'; readonly max: number };

export type FieldRules = Readonly<Record<string, FieldRule>>;
export type FieldValue = string | number | boolean | null | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

const DOCUMENT_ID = /^[a-z0-9]{1,40}$/i;

/**
 * The values of a whole record as sent; a field that is absent is empty.
 *
 * @throws {DomainError} request.invalid (422) with one issue a wrong field: field.unknown,
 *   field.required, field.type, field.too_long, field.pattern, field.choice,
 *   field.characters_invalid.
 */
export function readFields(rules: FieldRules, input: unknown): FieldValues {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new DomainError('request.invalid', 'invalid');
  }
  const given = input as Readonly<Record<string, unknown>>;
  const issues: Issue[] = Object.keys(given)
    .filter((name) => !Object.hasOwn(rules, name))
    .map((name) => ({ code: 'field.unknown', path: name.slice(0, 60) }));
  const values: Record<string, FieldValue> = {};
  for (const [path, rule] of Object.entries(rules)) {
    const read = readField(rule, given[path] ?? null);
    if ('code' in read) issues.push({ ...read, path });
    else values[path] = read.value;
  }
  if (issues.length > 0) throw new DomainError('request.invalid', 'invalid', { issues });
  return values;
}

type Read = { readonly value: FieldValue } | Issue;

const wrongType = (expected: string): Issue => ({ code: 'field.type', params: { expected } });

function readField(rule: FieldRule, value: unknown): Read {
  switch (rule.type) {
    case 'text':
      return readText(rule, value);
    case 'choice':
      return typeof value === 'string' && rule.of.includes(value)
        ? { value }
        : { code: 'field.choice' };
    case 'yes-no':
      return typeof (value ?? false) === 'boolean'
        ? { value: value === true }
        : wrongType('boolean');
    case 'day':
      return readDay(value);
    case 'picture':
      return value === null || (Number.isSafeInteger(value) && Number(value) > 0)
        ? { value: value as number | null }
        : wrongType('id');
    case 'links':
      return readLinks(rule.max, value ?? []);
  }
}

function readText(rule: Extract<FieldRule, { type: 'text' }>, value: unknown): Read {
  if (value !== null && typeof value !== 'string') return wrongType('string');
  const text = (value ?? '').normalize('NFC').trim();
  if (text === '') return rule.required ? { code: 'field.required' } : { value: null };
  if (text.length > rule.max) return { code: 'field.too_long', params: { max: rule.max } };
  if (hasForbiddenCharacters(text)) return { code: 'field.characters_invalid' };
  if (rule.pattern && !rule.pattern.test(text)) {
    return { code: 'field.pattern', params: { expected: rule.expected ?? '' } };
  }
  return { value: text };
}

function readDay(value: unknown): Read {
  if (value === null || value === '') return { value: null };
  const known = typeof value === 'string' && isCalendarDay(value);
  return known ? { value } : wrongType('YYYY-MM-DD');
}

function readLinks(max: number, value: unknown): Read {
  const ids: unknown[] = Array.isArray(value) ? value : [null];
  if (!ids.every((id) => typeof id === 'string' && DOCUMENT_ID.test(id)) || ids.length > max) {
    return wrongType('documentId[]');
  }
  return { value: [...new Set(ids as string[])] };
}
