import type { Knex } from 'knex';
import type { FileMark } from '../../../../../contracts/datasets';
import type { DatasetContent } from '../../../../../domain/dataset/content';
import { contentColumns, writeFiles, writeTags } from './content-writer';
import { contentOf, findRecord, type DatasetRecord } from './dataset-record';

/** The content of a version as it was submitted or approved. */
export interface Snapshot {
  readonly content: DatasetContent;
  readonly files: readonly (FileMark & { readonly tokens: number })[];
}

interface SnapshotKey {
  readonly documentId: string;
  readonly version: number;
  readonly kind: 'submitted' | 'approved';
  readonly at: Date;
}

export async function keepSnapshot(db: Knex, key: SnapshotKey): Promise<void> {
  const snapshot = await presentContent(db, key.documentId);
  await db.raw('SELECT guard.keep_snapshot(?, ?, ?, ?, ?::jsonb)', [
    key.documentId,
    key.version,
    key.kind,
    key.at,
    JSON.stringify(snapshot),
  ]);
}

/** The draft's present content in the form of a snapshot. */
export async function presentContent(db: Knex, documentId: string): Promise<Snapshot> {
  const record = await findRecord(db, documentId);
  if (!record) throw new Error(`no draft row of ${documentId}`);
  const { rows } = await db.raw<{ rows: Snapshot['files'] }>(
    `SELECT f.document_id AS id, f.name, f.bytes::float8 AS bytes, f.sha_256 AS sha256,
            coalesce(f.tokens, 0)::float8 AS tokens
     FROM datasets_files_lnk l JOIN dataset_files f ON f.id = l.dataset_file_id
     WHERE l.dataset_id = ? ORDER BY l.dataset_file_ord, f.id`,
    [record.id],
  );
  return { content: contentOf(record), files: rows };
}

/** The newest approved version's content, or undefined where none was ever approved. */
export async function lastApproved(db: Knex, documentId: string): Promise<Snapshot | undefined> {
  const { rows } = await db.raw<{ rows: { content: Snapshot }[] }>(
    `SELECT content::json AS content FROM guard.snapshot WHERE document_id = ? AND kind = 'approved'
     ORDER BY version DESC LIMIT 1`,
    [documentId],
  );
  return rows[0]?.content;
}

/** Makes the draft what was last approved. */
export async function restoreLastApproved(db: Knex, record: DatasetRecord): Promise<void> {
  const snapshot = await lastApproved(db, record.document_id);
  if (!snapshot) throw new Error(`no approved version of ${record.document_id}`);
  await db('datasets')
    .where({ id: record.id })
    .update(await contentColumns(db, snapshot.content));
  await writeTags(db, record.id, snapshot.content);
  await writeFiles(
    db,
    record.id,
    snapshot.files.map(({ id }) => id),
  );
}
