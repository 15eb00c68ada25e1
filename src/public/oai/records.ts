import type { PublicRecord } from '../catalog/record';
import type { Database } from '../database';
import type { Cursor } from './arguments';

/** A record as it is harvested: its content, or that it was deleted (delisted). */
export interface OaiRecord {
  readonly identifier: string;
  /** UTC, to the second. */
  readonly datestamp: string;
  readonly record: PublicRecord | null;
}

export const PAGE = 100;

/**
 * Published datasets with the moment of their publication, and those that were public and are not
 * any more with the moment of their delisting: nothing ever leaves the list (deletedRecord persistent).
 */
const ALL = `
  select identifier, date_trunc('second', published_at) as stamp, body
  from corpus_datasets
  union all
  select identifier, date_trunc('second', coalesce(delisted_at, updated_at)), null
  from datasets d where published_at is null and first_listed_at is not null and identifier is not null
    and not exists (select 1 from corpus_datasets c where c.document_id = d.document_id)`;

interface Row {
  identifier: string;
  datestamp: string;
  body: string | null;
}

const STAMP = `to_char(stamp, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as datestamp`;

const toRecord = ({ identifier, datestamp, body }: Row): OaiRecord => ({
  identifier,
  datestamp,
  record: body === null ? null : (JSON.parse(body) as PublicRecord),
});

export async function findRecord(database: Database, id: string): Promise<OaiRecord | null> {
  const [row] = await database.query<Row>(
    `select identifier, ${STAMP}, body from (${ALL}) r where identifier = $1 limit 1`,
    [id],
  );
  return row ? toRecord(row) : null;
}

/** The next page after the cursor, and how many records the whole list has. */
export async function listRecords(
  database: Database,
  cursor: Cursor,
): Promise<{ records: OaiRecord[]; total: number; more: boolean }> {
  const [date, id] = cursor.after ?? [null, null];
  const within = `stamp >= coalesce($1::timestamp, '-infinity') and stamp <= coalesce($2::timestamp, 'infinity')`;
  const rows = await database.query<Row>(
    `select identifier, ${STAMP}, body from (${ALL}) r
     where ${within} and ($3::timestamp is null or (stamp, identifier) > ($3::timestamp, $4::text))
     order by stamp, identifier limit ${PAGE + 1}`,
    [cursor.from, cursor.until, date, id],
  );
  const [count] = await database.query<{ total: string }>(
    `select count(*) as total from (${ALL}) r where ${within}`,
    [cursor.from, cursor.until],
  );
  return {
    records: rows.slice(0, PAGE).map(toRecord),
    total: Number(count?.total ?? 0),
    more: rows.length > PAGE,
  };
}

export async function earliestStamp(database: Database): Promise<string> {
  const [row] = await database.query<{ datestamp: string | null }>(
    `select to_char(min(stamp), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as datestamp from (${ALL}) r`,
  );
  return row?.datestamp ?? '2025-12-24T00:00:00Z';
}
