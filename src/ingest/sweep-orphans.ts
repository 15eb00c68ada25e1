import type { Knex } from 'knex';
import { deleteSignature } from './duplicates';
import { deleteFileRow, objectsOf, type FileRow } from './file-rows';
import { dropObject } from './object-journal';

/** At a time, so that a sweep never holds many rows. */
const BATCH = 100;

/**
 * Forgets files whose dataset is gone: a draft was deleted, and its files with it. What any row of
 * a dataset still links to stays. Their bytes are then swept with the loose objects.
 *
 * @returns how many files were forgotten
 */
export async function sweepOrphans(sql: Knex): Promise<number> {
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
      for (const key of objectsOf(row)) await dropObject(transaction, key);
    });
  }
  return rows.length;
}
