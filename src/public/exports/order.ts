import type { Core } from '@strapi/strapi';
import { JOB_QUEUE, type JobQueue } from '../../jobs/queue';
import type { Database } from '../database';
import type { DownloadDataset } from '../downloads/find';
import type { Shard } from './export-task';
import type { ExportFormat } from './shards';

/** After this an order counts as lost, whatever became of it: two that make one export do no harm. */
const LOST = `e.state = 'making' and e.requested_at < now() - interval '6 hours'`;

/**
 * The files of a dataset's present state in one form; ordered where nobody has before.
 *
 * @returns null while they are being made
 */
export async function readyExport(
  strapi: Core.Strapi,
  database: Database,
  { dataset, format }: { dataset: DownloadDataset; format: ExportFormat },
): Promise<readonly Shard[] | null> {
  const { documentId, etag } = dataset;
  const [row] = await database.query<{ state: string; lost: boolean; shards: Shard[] }>(
    `select state, ${LOST} as lost, shards::json as shards from corpus_exports e
     where document_id = $1 and etag = $2 and format = $3`,
    [documentId, etag, format],
  );
  if (row?.state === 'ready') return row.shards;
  if (row?.state !== 'making' || row.lost) await order(strapi, { documentId, etag, format });
  return null;
}

/** Of two who ask at the same moment one orders; what failed or was lost is tried again. */
async function order(
  strapi: Core.Strapi,
  wanted: { documentId: string; etag: string; format: ExportFormat },
): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `insert into corpus_exports as e (document_id, etag, format) values (?, ?, ?)
       on conflict (document_id, etag, format) do update set state = 'making', requested_at = now()
       where e.state = 'failed' or ${LOST}`,
      [wanted.documentId, wanted.etag, wanted.format],
    );
    if (rowCount === 0) return;
    await strapi.get<JobQueue>(JOB_QUEUE).enqueue('make-export', wanted, trx);
  });
}

const COLUMNS = 'id dataset name agency licence language file sha256 record part tokens text';

/** What the files are, without where they lie. */
export function manifestOf(
  dataset: DownloadDataset,
  { format, shards }: { format: ExportFormat; shards: readonly Shard[] },
): object {
  const { agency, publisher, licence, languages, tokenizer } = JSON.parse(dataset.body) as Record<
    string,
    unknown
  >;
  return {
    dataset: dataset.identifier,
    name: dataset.name,
    ...{ agency, publisher, licence, languages, tokenizer },
    version: dataset.etag,
    format,
    columns: COLUMNS.split(' '),
    shards: shards.map(({ name, bytes, sha256, rows }, index) => ({
      name,
      bytes,
      sha256,
      rows,
      path: `/api/datasets/${dataset.documentId}/export.${format}?shard=${String(index)}`,
    })),
  };
}
