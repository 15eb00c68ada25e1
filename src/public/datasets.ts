import { DomainError } from '../domain/errors';
import type { Database } from './database';
import { readOne } from './query/list';
import { badQuery } from './query/errors';
import { DATASETS } from './resources/datasets';

/** How one dataset is named in an address. */
export type DatasetKey = { readonly documentId: string } | { readonly identifier: string };

function columnOf(key: DatasetKey): { column: string; value: string; name: string } {
  return 'documentId' in key
    ? { column: 'document_id', value: key.documentId, name: 'documentId' }
    : { column: 'identifier', value: key.identifier, name: 'identifier' };
}

/**
 * One published dataset as JSON text.
 *
 * @throws DomainError dataset.delisted (410) with identifier and date when it was public once and is
 *   not now; dataset.not_found (404) for everything else, drafts among it.
 */
export async function readDataset(
  database: Database,
  key: DatasetKey,
  query: unknown,
): Promise<string> {
  const { column, value, name } = columnOf(key);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(value)) throw badQuery('query.invalid_value', name);
  const body = await readOne(database, {
    resource: DATASETS,
    where: `d.${column} = $1`,
    values: [value],
    query,
  });
  if (body !== null) return body;
  throw await refusalFor(database, column, value);
}

/** Why there is no dataset by this name: delisted, or never public at all. */
export async function refusalFor(
  database: Database,
  column: string,
  value: string,
): Promise<DomainError> {
  const [gone] = await database.query<{ identifier: string; delisted_at: string | null }>(
    `select identifier, corpus_time(coalesce(delisted_at, updated_at)) as delisted_at
     from datasets where ${column} = $1 and published_at is null
       and first_listed_at is not null limit 1`,
    [value],
  );
  if (!gone) return new DomainError('dataset.not_found', 'missing');
  return new DomainError('dataset.delisted', 'gone', {
    params: { identifier: gone.identifier, delistedAt: gone.delisted_at },
  });
}
