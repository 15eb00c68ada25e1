import type { Knex } from 'knex';
import { deleteSignature } from './duplicates';
import { deleteFileRow, type FileRow } from './file-rows';
import type { FileStorage } from './storage';

/** At a time, so that a sweep never holds many rows. */
const BATCH = 100;

/**
 * Removes files whose dataset is gone: a draft was deleted, and its files with it. What any row of
 * a dataset still links to stays.
 *
 * @returns how many files were removed
 */
export async function sweepOrphans(sql: Knex, storage: FileStorage): Promise<number> {
  const { rows } = await sql.raw<{ rows: FileRow[] }>(
    `SELECT f.* FROM dataset_files f
     WHERE f.created_at < now() - interval '1 hour'
       AND NOT EXISTS (SELECT FROM datasets d WHERE d.document_id = f.dataset)
       AND NOT EXISTS (SELECT FROM datasets_files_lnk l WHERE l.dataset_file_id = f.id)
     ORDER BY f.id LIMIT ?`,
    [BATCH],
  );
  for (const row of rows) {
    await sql.transaction(async (transaction) => {
      await deleteSignature(transaction, row);
      await deleteFileRow(transaction, row);
    });
    await storage.remove(row.storage_key);
    if (row.text_key) await storage.remove(row.text_key);
  }
  return rows.length;
}
