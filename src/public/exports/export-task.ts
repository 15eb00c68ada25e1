import { o200k } from '../../ingest/tokenizer';
import type { FileStorage } from '../../ingest/storage';
import type { TaskDefinition } from '../../jobs/tasks';
import type { Database } from '../database';
import { findDownload } from '../downloads/find';
import { contentOf, parquetOf, shardsOf, type Shard } from './parquet';
import { exportRows } from './rows';

interface Parts {
  readonly database: Database;
  readonly storage: () => FileStorage;
}

/** Makes the Parquet files of one state of a dataset, and clears away those of its former states. */
export function exportTask({ database, storage }: Parts): TaskDefinition<'export-parquet'> {
  return {
    name: 'export-parquet',
    concurrency: 1,
    async run({ documentId, etag }) {
      await clearOutdated(database, storage());
      const dataset = await findDownload(database, documentId).catch(() => null);
      // Changed or delisted since it was asked for: whoever asks again gets the present one.
      if (dataset?.etag !== etag) {
        await forget(database, { documentId, etag });
        return;
      }
      const shards: Shard[] = [];
      const rows = exportRows(dataset, { storage: storage(), tokenizer: o200k() });
      for await (const shard of shardsOf(rows)) {
        const { bytes, sha256, body } = contentOf(parquetOf(shard));
        const key = `exports/${etag.slice(0, 2)}/${documentId}-${etag}-${String(shards.length)}`;
        await storage().put({ key, body });
        shards.push({ key, name: '', bytes, sha256, rows: shard.length });
      }
      await database.query(
        `update corpus_exports set state = 'ready', shards = $3::jsonb, ended_at = now()
         where document_id = $1 and etag = $2`,
        [documentId, etag, JSON.stringify(named(dataset.identifier, shards))],
      );
    },
    async giveUp({ documentId, etag }) {
      await database.query(
        `update corpus_exports set state = 'failed', ended_at = now() where document_id = $1 and etag = $2`,
        [documentId, etag],
      );
    },
  };
}

/** As the common loaders of training tools name shards. */
function named(identifier: string, shards: readonly Shard[]): Shard[] {
  const five = (n: number) => String(n).padStart(5, '0');
  return shards.map((shard, index) => ({
    ...shard,
    name: `${identifier}-${five(index)}-of-${five(shards.length)}.parquet`,
  }));
}

async function forget(
  database: Database,
  { documentId, etag }: { documentId: string; etag: string },
): Promise<void> {
  await database.query('delete from corpus_exports where document_id = $1 and etag = $2', [
    documentId,
    etag,
  ]);
}

/** Files of what is no longer public, or is public in another version. */
async function clearOutdated(database: Database, storage: FileStorage): Promise<void> {
  const gone = await database.query<{ shards: Shard[] }>(
    `delete from corpus_exports e where state <> 'making' and not exists (
       select from corpus_datasets d where d.document_id = e.document_id and d.etag = e.etag)
     returning shards::json as shards`,
  );
  for (const { shards } of gone) {
    for (const { key } of shards) await storage.remove(key);
  }
}
