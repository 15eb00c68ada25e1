import type { PublicRecord } from '../catalog/record';
import type { Database } from '../database';
import type { Cursor } from './arguments';
import { setCondition } from './sets';

/** A record as it is harvested: its content, or that it was deleted (delisted). */
export interface OaiRecord {
  readonly identifier: string;
  /** UTC, to the second. */
  readonly datestamp: string;
  readonly record: PublicRecord | null;
}

export const PAGE = 100;

/** Published datasets, with the moment when what the public reads of them changed last. */
const LIVE = {
  stamp: `date_trunc('second', d.changed_at)`,
  body: 'd.body',
  from: 'corpus_datasets d where true',
} as const;

/**
 * Those that were public and are not any more, with the moment of their delisting: nothing ever leaves
 * the list (deletedRecord persistent).
 */
const GONE = {
  stamp: `date_trunc('second', coalesce(d.delisted_at, d.updated_at))`,
  body: 'null',
  from: `datasets d where d.published_at is null and d.first_listed_at is not null
    and d.identifier is not null
    and not exists (select 1 from corpus_datasets c where c.document_id = d.document_id)`,
} as const;

interface Row {
  identifier: string;
  datestamp: string;
  body: string | null;
}

const toRecord = ({ identifier, datestamp, body }: Row): OaiRecord => ({
  identifier,
  datestamp,
  record: body === null ? null : (JSON.parse(body) as PublicRecord),
});

const SHOWN = `identifier, to_char(stamp, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as datestamp, body`;

/** Both kinds under one condition each, so that an index serves either. */
const both = (condition: (kind: typeof LIVE | typeof GONE) => string): string =>
  [LIVE, GONE]
    .map(
      (kind) =>
        `(select d.identifier, ${kind.stamp} as stamp, ${kind.body} as body from ${kind.from} ${condition(kind)})`,
    )
    .join(' union all ');

export async function findRecord(database: Database, id: string): Promise<OaiRecord | null> {
  const [row] = await database.query<Row>(
    `select ${SHOWN} from (${both(() => 'and d.identifier = $1')}) r order by stamp desc limit 1`,
    [id],
  );
  return row ? toRecord(row) : null;
}

/**
 * The next page after the cursor, and how many records the whole list has. What was deleted is told to
 * whoever harvests any set: its tags are not public any more, and the copies must go.
 */
export async function listRecords(
  database: Database,
  cursor: Cursor,
): Promise<{ records: OaiRecord[]; total: number; more: boolean }> {
  const values: unknown[] = [cursor.from, cursor.until];
  const add = (value: unknown) => `$${values.push(value)}`;
  const set = cursor.set === null ? 'true' : setCondition(cursor.set, add);
  const within = (kind: typeof LIVE | typeof GONE) =>
    `and ${kind.stamp} >= coalesce($1::timestamp, '-infinity')
     and ${kind.stamp} <= coalesce($2::timestamp, 'infinity') ${kind === LIVE ? `and ${set}` : ''}`;
  const counted = [...values];
  const after = cursor.after
    ? [`${add(cursor.after[0])}::timestamp`, `${add(cursor.after[1])}::text`].join(', ')
    : null;
  const rows = await database.query<Row>(
    `select ${SHOWN} from (${both(
      (
        kind,
      ) => `${within(kind)} ${after === null ? '' : `and (${kind.stamp}, d.identifier) > (${after})`}
        order by stamp, d.identifier limit ${PAGE + 1}`,
    )}) r order by stamp, identifier limit ${PAGE + 1}`,
    values,
  );
  const total = cursor.total ?? (await countOf(database, both(within), counted));
  return { records: rows.slice(0, PAGE).map(toRecord), total, more: rows.length > PAGE };
}

/** Counted once a list: later pages carry it in their token. */
async function countOf(
  database: Database,
  records: string,
  values: readonly unknown[],
): Promise<number> {
  const [count] = await database.query<{ total: string }>(
    `select count(*) as total from (${records}) r`,
    values,
  );
  return Number(count?.total ?? 0);
}

export async function earliestStamp(database: Database): Promise<string> {
  const [row] = await database.query<{ datestamp: string | null }>(
    `select to_char(min(stamp), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as datestamp from (${both(
      () => 'order by stamp limit 1',
    )}) r`,
  );
  return row?.datestamp ?? '2025-12-24T00:00:00Z';
}
