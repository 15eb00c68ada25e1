import type { Knex } from 'knex';
import { journaled, keepObject } from '../../ingest/object-journal';
import type { FileStorage } from '../../ingest/storage';
import type { TaskDefinition, Tasks } from '../../jobs/tasks';
import type { Database } from '../database';
import { findDownload } from '../downloads/find';
import { runExport } from './run-export';
import type { ExportFormat } from './shards';

/** One stored file of an export. */
export interface Shard {
  /** Storage key; never shown. */
  readonly key: string;
  /** Such as `00001174-00001-of-00003.parquet`. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

interface Parts {
  readonly database: Database;
  readonly sql: Knex;
  readonly storage: FileStorage;
  readonly workFolder: string;
}

/** Makes one form of one state of a dataset, and clears away the files of its former states. */
export function exportTask(parts: Parts): TaskDefinition<'make-export'> {
  const { database, sql, workFolder } = parts;
  const storage = journaled(parts.storage, sql);
  return {
    name: 'make-export',
    concurrency: 1,
    async run(order, { signal }) {
      await clearOutdated(database, storage);
      const { documentId, etag, format } = order;
      const dataset = await findDownload(database, documentId).catch(() => null);
      // Changed or delisted since it was asked for: whoever asks again gets the present one.
      if (dataset?.etag !== etag) {
        await database.query(`delete from corpus_exports ${THE_ONE}`, keyOf(order));
        return;
      }
      const shards: Omit<Shard, 'name'>[] = [];
      const store = async ({ path, ...facts }: { path: string } & Omit<Shard, 'key' | 'name'>) => {
        const key = `exports/${etag.slice(0, 2)}/${documentId}-${etag}-${format}-${String(shards.length)}`;
        // Of an earlier try, whose bytes would be the same: a link does not replace.
        await storage.remove(key);
        await storage.takeOver({ key, path });
        shards.push({ key, ...facts });
      };
      await runExport({ dataset, format, storage, workFolder, signal, store });
      await keep(sql, order, named({ identifier: dataset.identifier, format }, shards));
    },
    async giveUp(order) {
      await database.query(
        `update corpus_exports set state = 'failed', ended_at = now() ${THE_ONE}`,
        keyOf(order),
      );
    },
  };
}

type Order = Tasks['make-export'];

const THE_ONE = 'where document_id = $1 and etag = $2 and format = $3';
const keyOf = ({ documentId, etag, format }: Order) => [documentId, etag, format];

async function keep(sql: Knex, order: Order, shards: readonly Shard[]): Promise<void> {
  await sql.transaction(async (trx) => {
    await trx.raw(
      `update corpus_exports set state = 'ready', shards = ?::jsonb, ended_at = now()
       where document_id = ? and etag = ? and format = ?`,
      [JSON.stringify(shards), ...keyOf(order)],
    );
    for (const { key } of shards) await keepObject(trx, key);
  });
}

/** As the common loaders of training tools name shards. */
function named(
  { identifier, format }: { identifier: string; format: ExportFormat },
  shards: readonly Omit<Shard, 'name'>[],
): Shard[] {
  const five = (n: number) => String(n).padStart(5, '0');
  return shards.map((shard, index) => ({
    ...shard,
    name: `${identifier}-${five(index)}-of-${five(shards.length)}.${format}`,
  }));
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
