import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { loadOfficer } from '../../../../../access/officer';
import type { DatasetAccess, FileChange } from '../../../../../contracts/dataset-access';
import { requireRecord } from './read';
import { requireEditable } from './write';

/** The review workflow's answers to the file pipeline. */
export function datasetAccess(strapi: Core.Strapi): DatasetAccess {
  const asked = async (db: Knex, actorId: number) => ({
    db,
    officer: await loadOfficer(db, actorId),
  });
  return {
    async requireVisible({ actorId, datasetId }) {
      await requireRecord(await asked(strapi.db.connection, actorId), datasetId);
    },
    async requireEditable({ actorId, datasetId }) {
      await strapi.db.connection.transaction(async (trx) => {
        await requireEditable(await asked(trx, actorId), datasetId);
      });
    },
    async fileAdded(change) {
      const rowId = await touch(change);
      await change.transaction.raw(
        `INSERT INTO datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
         SELECT ?, f.id, 1 + coalesce((SELECT max(dataset_file_ord) FROM datasets_files_lnk WHERE dataset_id = ?), 0)
         FROM dataset_files f WHERE f.document_id = ?
         ON CONFLICT (dataset_id, dataset_file_id) DO NOTHING`,
        [rowId, rowId, change.fileId],
      );
    },
    async fileRemoved(change) {
      const { transaction, datasetId, fileId } = change;
      const rowId = await touch(change);
      await transaction.raw(
        `DELETE FROM datasets_files_lnk l USING dataset_files f
         WHERE l.dataset_id = ? AND f.id = l.dataset_file_id AND f.document_id = ?`,
        [rowId, fileId],
      );
      const { rows } = await transaction.raw<{ rows: { kept: boolean }[] }>(
        `SELECT EXISTS (SELECT FROM datasets_files_lnk l JOIN dataset_files f ON f.id = l.dataset_file_id
                        WHERE f.document_id = ?)
             OR EXISTS (SELECT FROM guard.snapshot s
                        WHERE s.document_id = ? AND s.kind = 'approved'
                          AND s.content->'files' @> jsonb_build_array(jsonb_build_object('id', ?::text))) AS kept`,
        [fileId, datasetId, fileId],
      );
      return { stillReferenced: rows[0]?.kept ?? true };
    },
    async filesChecked({ datasetId, transaction }) {
      await transaction.raw(
        `UPDATE datasets d SET (total_bytes, tokens, tokenizer) = (
           SELECT coalesce(sum(f.bytes), 0), coalesce(sum(f.tokens), 0), max(f.tokenizer)
           FROM datasets_files_lnk l JOIN dataset_files f ON f.id = l.dataset_file_id
           WHERE l.dataset_id = d.id AND f.state = 'accepted')
         FROM guard.dataset r
         WHERE d.document_id = ? AND d.published_at IS NULL AND r.document_id = d.document_id
           AND r.state IN ('draft', 'revising')`,
        [datasetId],
      );
    },
  };
  async function touch({ actorId, datasetId, transaction }: FileChange): Promise<number> {
    const record = await requireEditable(await asked(transaction, actorId), datasetId);
    await transaction('datasets')
      .where({ id: record.id })
      .update({ version: record.version + 1, updated_at: new Date(), updated_by_id: actorId });
    return record.id;
  }
}
