import type { Knex } from 'knex';
import type { StoredFinding } from '../contracts/dataset-files';
import { warning } from '../domain/ingest/findings';
import { NEAR_DUPLICATE_FROM, bandKeys, similarity } from '../domain/ingest/near-duplicates';
import type { FileRow } from './file-rows';
import { ensureObjectJournal } from './object-journal';

/** Candidates compared in full; more than these share a band only where a text is everywhere. */
const MOST_CANDIDATES = 500;
/** Of two instances that start together, one makes the tables. */
const LOCK = 7_243_001;

/** Makes the pipeline's own tables, in a schema of their own. Repeatable. */
export async function ensureIngestTables(sql: Knex): Promise<void> {
  await sql.transaction(async (transaction) => {
    await transaction.raw('SELECT pg_advisory_xact_lock(?)', [LOCK]);
    await transaction.raw('CREATE SCHEMA IF NOT EXISTS ingest');
    await ensureObjectJournal(transaction);
    await transaction.raw(
      `CREATE TABLE IF NOT EXISTS ingest.signature (
         file_id text PRIMARY KEY, dataset text NOT NULL, bins bytea NOT NULL, bands int[] NOT NULL)`,
    );
    await transaction.raw(
      'CREATE INDEX IF NOT EXISTS signature_bands ON ingest.signature USING gin (bands)',
    );
    await transaction.raw(
      'CREATE INDEX IF NOT EXISTS dataset_files_sha_256 ON public.dataset_files (sha_256)',
    );
  });
}

export async function saveSignature(
  sql: Knex,
  row: FileRow,
  signature: readonly number[],
): Promise<void> {
  const bins = Uint32Array.from(signature);
  await sql.raw(
    `INSERT INTO ingest.signature (file_id, dataset, bins, bands) VALUES (?, ?, ?, ?::int[])
     ON CONFLICT (file_id) DO NOTHING`,
    [row.document_id, row.dataset, Buffer.from(bins.buffer), bandKeys(bins)] as never,
  );
}

export async function deleteSignature(sql: Knex, row: FileRow): Promise<void> {
  await sql.raw('DELETE FROM ingest.signature WHERE file_id = ?', [row.document_id]);
}

/**
 * What of the corpus this file repeats, against all accepted files. Another agency's unpublished
 * dataset is never named.
 */
export async function findDuplicates(
  sql: Knex,
  row: FileRow,
  signature: readonly number[] | null,
): Promise<StoredFinding[]> {
  const exact = await exactDuplicates(sql, row);
  if (exact.length > 0)
    return [await describe(sql, row, { code: 'file.exact_duplicate', others: exact })];
  const near = signature ? await nearDuplicates(sql, row, Uint32Array.from(signature)) : [];
  const [best] = near;
  if (!best) return [];
  const percent = Math.round(best.similarity * 100);
  return [await describe(sql, row, { code: 'file.near_duplicate', others: near, percent })];
}

interface Other {
  readonly file_id: string;
  readonly dataset: string;
}

async function exactDuplicates(sql: Knex, row: FileRow): Promise<Other[]> {
  return sql('dataset_files')
    .where({ sha_256: row.sha_256, state: 'accepted' })
    .whereNot({ document_id: row.document_id })
    .limit(MOST_CANDIDATES)
    .select('document_id as file_id', 'dataset') as Promise<Other[]>;
}

/** Most similar first. */
export async function nearDuplicates(
  sql: Knex,
  row: Pick<FileRow, 'document_id'>,
  signature: Uint32Array,
): Promise<(Other & { similarity: number })[]> {
  const { rows } = await sql.transaction(async (transaction) => {
    // The planner cannot know how rare a band is, and with a limit would rather read everything.
    await transaction.raw('SET LOCAL enable_seqscan = off');
    return transaction.raw<{ rows: (Other & { bins: Buffer })[] }>(
      `SELECT file_id, dataset, bins FROM ingest.signature
       WHERE bands && ?::int[] AND file_id <> ? LIMIT ?`,
      [bandKeys(signature), row.document_id, MOST_CANDIDATES] as never,
    );
  });
  return rows
    .map(({ bins, ...other }) => ({ ...other, similarity: similarity(signature, binsOf(bins)) }))
    .filter((other) => other.similarity >= NEAR_DUPLICATE_FROM)
    .sort((a, b) => b.similarity - a.similarity);
}

function binsOf(bytes: Buffer): Uint32Array {
  const copy = new Uint8Array(bytes);
  return new Uint32Array(copy.buffer);
}

async function describe(
  sql: Knex,
  row: FileRow,
  found: { code: string; others: readonly Other[]; percent?: number },
): Promise<StoredFinding> {
  const { code, others } = found;
  const percent = found.percent === undefined ? {} : { percent: found.percent };
  const count = others.length;
  const sibling = others.find(({ dataset }) => dataset === row.dataset);
  if (sibling) {
    const name = await nameOf(sql, sibling.file_id);
    return warning(`${code}_in_dataset`, { count, params: { ...percent, name } });
  }
  const where = await publicIdentifier(sql, others);
  if (where === null) return warning(`${code}_unpublished`, { count, params: percent });
  return warning(code, { count, params: { ...percent, where } });
}

async function nameOf(sql: Knex, fileId: string): Promise<string> {
  const found = await sql<{ document_id: string; name: string }>('dataset_files')
    .where({ document_id: fileId })
    .first('name');
  return found?.name ?? '';
}

async function publicIdentifier(sql: Knex, others: readonly Other[]): Promise<string | null> {
  const found = await sql<{ identifier: string }>('datasets')
    .whereIn('document_id', [...new Set(others.map(({ dataset }) => dataset))])
    .whereNotNull('published_at')
    .orderBy('identifier')
    .first('identifier');
  return found?.identifier ?? null;
}
