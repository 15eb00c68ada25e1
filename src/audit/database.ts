import type { Client } from 'pg';
import { CHAINS, type ChainEntry, type ChainHead, type ChainName } from './chains';

const BATCH = 1000;

/**
 * The rows of a query, a batch at a time, so that memory stays the same however long the trail is.
 * Needs an open transaction.
 */
export async function* stream<Row extends object>(
  client: Client,
  sql: string,
  params: readonly unknown[] = [],
): AsyncGenerator<Row> {
  await client.query(`DECLARE audit_rows NO SCROLL CURSOR FOR ${sql}`, [...params]);
  for (;;) {
    const { rows } = await client.query(`FETCH ${String(BATCH)} FROM audit_rows`);
    yield* rows as Row[];
    if (rows.length < BATCH) break;
  }
  await client.query('CLOSE audit_rows');
}

/** @param since only entries after this number; null: all, also with a number that none should have. */
export async function* entriesOf(
  client: Client,
  chain: ChainName,
  since: number | null = null,
): AsyncGenerator<ChainEntry> {
  const { table, columns } = CHAINS[chain];
  const rows = stream<Omit<ChainEntry, 'seq'> & { seq: string }>(
    client,
    `SELECT seq, payload, previous, hash, json_build_array(${columns})::text AS columns
     FROM ${table} WHERE $1::bigint IS NULL OR seq > $1 ORDER BY seq`,
    [since],
  );
  for await (const row of rows) yield { ...row, seq: Number(row.seq) };
}

export async function headOf(client: Client, chain: ChainName): Promise<ChainHead | null> {
  const { rows } = await client.query<{ seq: string; hash: string }>(
    `SELECT seq, hash FROM ${CHAINS[chain].head}`,
  );
  const [row] = rows;
  return row ? { seq: Number(row.seq), hash: row.hash } : null;
}

/** One state of the database for all that is read, while the service goes on. */
export async function inSnapshot<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}
