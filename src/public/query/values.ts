import type { ValueType } from './resource';
import { badQuery } from './errors';

/** Longest text compared with anything; identifiers, names and hashes are all shorter. */
const MAX_TEXT = 500;
const MAX_LIST = 100;

// Half of a surrogate pair is no character: PostgreSQL refuses it, as it does NUL.
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** A scalar of a query as text; anything else is refused. */
export function readText(value: unknown, path: string): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw badQuery('query.invalid_value', path);
  }
  const text = String(value);
  if (text.length > MAX_TEXT) throw badQuery('query.too_large', path, { limit: MAX_TEXT });
  if (UNSTORABLE.test(text)) throw badQuery('query.invalid_value', path);
  return text;
}

const READERS: Readonly<Record<ValueType, (text: string) => unknown>> = {
  text: (text) => text,
  integer: (text) =>
    /^-?\d{1,15}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined,
  boolean: (text) =>
    ['true', '1', 't'].includes(text)
      ? true
      : ['false', '0', 'f'].includes(text)
        ? false
        : undefined,
  time: readTime,
};

function readTime(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return undefined;
  const time = moment.toISOString();
  // PostgreSQL knows neither a year 0 nor how JavaScript writes years past 9999.
  return /^(?!0000)\d{4}-/.test(time) ? time : undefined;
}

/** A value for a comparison with an attribute of this type. */
export function readValue(type: ValueType, value: unknown, path: string): unknown {
  const read = READERS[type](readText(value, path));
  if (read === undefined) throw badQuery('query.invalid_value', path);
  return read;
}

/** Values for `$in` and its like; one value stands for a list of one. */
export function readValues(type: ValueType, value: unknown, path: string): unknown[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length > MAX_LIST) throw badQuery('query.too_large', path, { limit: MAX_LIST });
  return list.map((item, index) => readValue(type, item, `${path}.${index}`));
}

export function readFlag(value: unknown, path: string): boolean {
  return readValue('boolean', value, path) as boolean;
}
