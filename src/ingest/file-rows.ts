import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { FileKind, FileState, StoredFinding } from '../contracts/dataset-files';
import type { StoredUpload } from './store-upload';

/** A row of dataset_files. Written here and nowhere else. */
export interface FileRow {
  readonly id: number;
  readonly document_id: string;
  readonly dataset: string;
  readonly name: string;
  readonly kind: FileKind | null;
  /** bigint: PostgreSQL's driver gives a string. */
  readonly bytes: string;
  readonly sha_256: string;
  readonly tokens: string | null;
  readonly tokenizer: string | null;
  readonly state: FileState;
  readonly progress: number | null;
  /** JSON: Strapi switches off its parsing in the driver. */
  readonly findings: string | readonly StoredFinding[] | null;
  readonly storage_key: string;
  readonly text_key: string | null;
}

const TABLE = 'dataset_files';

/** Where the text of a file goes: the same at every try, so that a repeated run replaces it. */
export function textKeyOf(row: Pick<FileRow, 'storage_key'>): string {
  return row.storage_key.replace(/^files/, 'texts');
}

/** Everything that is or may be stored of a file. */
export function objectsOf(row: FileRow): readonly string[] {
  return [row.storage_key, row.text_key ?? textKeyOf(row)];
}

/** 24 lower-case letters and digits that begin with a letter, as Strapi's document ids. */
function newDocumentId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const bytes = randomBytes(24);
  return Array.from(bytes, (byte, index) => alphabet[byte % (index === 0 ? 26 : 36)]).join('');
}

export async function insertFile(
  sql: Knex,
  file: { datasetId: string; upload: StoredUpload; actorId: number; at: Date },
): Promise<FileRow> {
  const { upload, at } = file;
  const rows = (await sql(TABLE)
    .insert({
      document_id: newDocumentId(),
      dataset: file.datasetId,
      name: upload.name,
      kind: upload.kind,
      bytes: upload.bytes,
      sha_256: upload.sha256,
      state: 'uploaded',
      progress: 0,
      findings: '[]',
      storage_key: upload.storageKey,
      uploaded_by: file.actorId,
      created_at: at,
      updated_at: at,
      published_at: at,
    })
    .returning('*')) as FileRow[];
  const [row] = rows;
  if (!row) throw new Error('ingest: the new row was not returned');
  return row;
}

/** The files of the dataset's draft, oldest first. */
export async function listFiles(sql: Knex, datasetId: string): Promise<FileRow[]> {
  return sql(`${TABLE} as f`)
    .join('datasets_files_lnk as l', 'l.dataset_file_id', 'f.id')
    .join('datasets as d', 'd.id', 'l.dataset_id')
    .where({ 'd.document_id': datasetId })
    .whereNull('d.published_at')
    .orderBy('f.id')
    .select('f.*') as Promise<FileRow[]>;
}

export async function findFile(
  sql: Knex,
  file: { datasetId: string; fileId: string },
): Promise<FileRow | undefined> {
  return (await sql(TABLE).where({ document_id: file.fileId, dataset: file.datasetId }).first()) as
    FileRow | undefined;
}

export async function findFileById(sql: Knex, fileId: string): Promise<FileRow | undefined> {
  return (await sql(TABLE).where({ document_id: fileId }).first()) as FileRow | undefined;
}

export async function deleteFileRow(sql: Knex, row: FileRow): Promise<void> {
  await sql(TABLE).where({ id: row.id }).delete();
}

/** @returns false where the file was decided already, or removed */
export async function markChecking(sql: Knex, fileId: string, progress: number): Promise<boolean> {
  const changed = await sql(TABLE)
    .where({ document_id: fileId })
    .whereIn('state', ['uploaded', 'checking'])
    .update({ state: 'checking', progress, updated_at: new Date() });
  return changed > 0;
}

export interface Verdict {
  readonly state: 'accepted' | 'refused';
  readonly findings: readonly StoredFinding[];
  readonly tokens: number | null;
  readonly tokenizer: string | null;
  readonly textKey: string | null;
}

/** @returns false where the file was decided already, or removed */
export async function saveVerdict(sql: Knex, fileId: string, verdict: Verdict): Promise<boolean> {
  const changed = await sql(TABLE)
    .where({ document_id: fileId })
    .whereIn('state', ['uploaded', 'checking'])
    .update({
      state: verdict.state,
      progress: 1,
      findings: JSON.stringify(verdict.findings),
      tokens: verdict.tokens,
      tokenizer: verdict.tokenizer,
      text_key: verdict.textKey,
      updated_at: new Date(),
    });
  return changed > 0;
}

export function findingsOf(row: FileRow): readonly StoredFinding[] {
  const { findings } = row;
  if (typeof findings === 'string') return JSON.parse(findings) as StoredFinding[];
  return findings ?? [];
}
