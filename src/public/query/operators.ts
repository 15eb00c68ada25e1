import type { Attribute, ValueType } from './resource';
import { badQuery } from './errors';
import { readFlag, readValue, readValues } from './values';

/** Adds a parameter to the statement and answers its place holder. */
export type AddParameter = (value: unknown) => string;

interface Comparison {
  readonly attribute: Attribute;
  readonly value: unknown;
  readonly path: string;
  readonly add: AddParameter;
}

type Operator = (comparison: Comparison) => string;

const CASTS: Readonly<Record<ValueType, string>> = {
  text: '::text',
  integer: '::bigint',
  boolean: '::boolean',
  // Values arrive in UTC, and so are the columns.
  time: '::timestamp',
};

function parameter({ attribute, path, add }: Comparison, value: unknown): string {
  return `(${add(readValue(attribute.type, value, path))}${CASTS[attribute.type]})`;
}

/** All values as one array parameter, so that no list makes the statement longer. */
function list({ attribute, value, path, add }: Comparison): string {
  return `(${add(readValues(attribute.type, value, path))}${CASTS[attribute.type]}[])`;
}

function compare(symbol: string): Operator {
  return (comparison) => {
    if (comparison.attribute.type === 'boolean' && /[<>]/.test(symbol)) unknownOperator(comparison);
    return `${comparison.attribute.sql} ${symbol} ${parameter(comparison, comparison.value)}`;
  };
}

/** LIKE with the value taken literally: its own % and _ mean themselves. */
function like(options: { before: string; after: string; fold: boolean; not?: boolean }): Operator {
  return (comparison) => {
    const { attribute, value, path, add } = comparison;
    if (attribute.type !== 'text') unknownOperator(comparison);
    const text = String(readValue('text', value, path)).replace(/[\\%_]/g, '\\$&');
    const word = options.fold ? 'ilike' : 'like';
    const pattern = add(options.before + text + options.after);
    return `${attribute.sql} ${options.not ? 'not ' : ''}${word} ${pattern}::text`;
  };
}

function equalFolded(symbol: string): Operator {
  return (comparison) => {
    if (comparison.attribute.type !== 'text') unknownOperator(comparison);
    return `lower(${comparison.attribute.sql}) ${symbol} lower(${parameter(comparison, comparison.value)})`;
  };
}

function unknownOperator({ path }: Comparison): never {
  throw badQuery('query.unknown_operator', path);
}

function isNull(expected: boolean): Operator {
  return ({ attribute, value, path }) =>
    `${attribute.sql} is ${readFlag(value, path) === expected ? '' : 'not '}null`;
}

const between: Operator = (comparison) => {
  const { value, path, attribute } = comparison;
  if (!Array.isArray(value) || value.length !== 2 || attribute.type === 'boolean') {
    throw badQuery('query.invalid_value', path);
  }
  return `${attribute.sql} between ${parameter(comparison, value[0])} and ${parameter(comparison, value[1])}`;
};

const ANY = { before: '%', after: '%' };

/** Strapi's filter operators, without those that only make sense for its own JSON columns. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$eq', compare('=')],
  ['$ne', compare('is distinct from')],
  ['$eqi', equalFolded('=')],
  ['$nei', equalFolded('is distinct from')],
  ['$lt', compare('<')],
  ['$lte', compare('<=')],
  ['$gt', compare('>')],
  ['$gte', compare('>=')],
  ['$in', (comparison) => `${comparison.attribute.sql} = any ${list(comparison)}`],
  ['$notIn', (comparison) => `${comparison.attribute.sql} <> all ${list(comparison)}`],
  ['$between', between],
  ['$contains', like({ ...ANY, fold: false })],
  ['$containsi', like({ ...ANY, fold: true })],
  ['$notContains', like({ ...ANY, fold: false, not: true })],
  ['$notContainsi', like({ ...ANY, fold: true, not: true })],
  ['$startsWith', like({ before: '', after: '%', fold: false })],
  ['$startsWithi', like({ before: '', after: '%', fold: true })],
  ['$endsWith', like({ before: '%', after: '', fold: false })],
  ['$endsWithi', like({ before: '%', after: '', fold: true })],
  ['$null', isNull(true)],
  ['$notNull', isNull(false)],
]);
