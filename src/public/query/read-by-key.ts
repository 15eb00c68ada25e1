import { DomainError } from '../../domain/errors';
import type { Database } from '../database';
import { readOne } from './list';
import type { Resource } from './resource';
import { readText } from './values';

/** What names one item in an address. */
export interface Key {
  /** SQL column; ours, never the caller's. */
  readonly column: string;
  /** The path parameter's name, for the refusal. */
  readonly name: string;
  readonly value: string;
  /** Code of the refusal when there is no such item. */
  readonly missing: string;
}

/** One item as JSON text. @throws DomainError `key.missing` (404), query.invalid_value (400) */
export async function readByKey(
  database: Database,
  { resource, key, query }: { resource: Resource; key: Key; query: unknown },
): Promise<string> {
  const body = await readOne(database, {
    resource,
    where: `${key.column} = $1`,
    values: [readText(key.value, key.name)],
    query,
  });
  if (body === null) throw new DomainError(key.missing, 'missing');
  return body;
}
