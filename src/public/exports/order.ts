import type { Core } from '@strapi/strapi';
import { JOB_QUEUE, type JobQueue } from '../../jobs/queue';
import type { Database } from '../database';
import type { DownloadDataset } from '../downloads/find';
import type { Shard } from './parquet';

/**
 * The Parquet files of a dataset's present state; ordered where nobody has before.
 *
 * @returns null while they are being made
 */
export async function readyExport(
  strapi: Core.Strapi,
  database: Database,
  { documentId, etag }: DownloadDataset,
): Promise<readonly Shard[] | null> {
  const [row] = await database.query<{ state: string; shards: Shard[] }>(
    'select state, shards::json as shards from corpus_exports where document_id = $1 and etag = $2',
    [documentId, etag],
  );
  if (row?.state === 'ready') return row.shards;
  if (row?.state !== 'making') await order(strapi, { documentId, etag });
  return null;
}

/** Of two who ask at the same moment one orders; what failed is tried again. */
async function order(
  strapi: Core.Strapi,
  { documentId, etag }: { documentId: string; etag: string },
): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `insert into corpus_exports as e (document_id, etag) values (?, ?)
       on conflict (document_id, etag) do update set state = 'making', requested_at = now()
       where e.state = 'failed'`,
      [documentId, etag],
    );
    if (rowCount === 0) return;
    await strapi.get<JobQueue>(JOB_QUEUE).enqueue('export-parquet', { documentId, etag }, trx);
  });
}

/** What the files are, without where they lie. */
export function manifestOf(dataset: DownloadDataset, shards: readonly Shard[]): object {
  const { agency, publisher, licence, languages, tokenizer } = JSON.parse(dataset.body) as Record<
    string,
    unknown
  >;
  return {
    dataset: dataset.identifier,
    name: dataset.name,
    ...{ agency, publisher, licence, languages, tokenizer },
    version: dataset.etag,
    format: 'parquet',
    columns: 'id dataset name agency licence language file sha256 record part tokens text'.split(
      ' ',
    ),
    shards: shards.map(({ name, bytes, sha256, rows }, index) => ({
      name,
      bytes,
      sha256,
      rows,
      path: `/api/datasets/${dataset.documentId}/export.parquet?shard=${String(index)}`,
    })),
  };
}
