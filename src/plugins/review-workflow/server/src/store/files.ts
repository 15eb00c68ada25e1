import type { Knex } from 'knex';
import type { DatasetFileView, StoredFinding } from '../../../../../contracts/dataset-files';
import { presentFinding } from '../../../../../ingest/present-file';
import type { Language } from '../../../../../messages';

interface FileRow {
  readonly document_id: string;
  readonly name: string;
  readonly kind: DatasetFileView['kind'];
  readonly bytes: string | null;
  readonly sha256: string | null;
  readonly state: DatasetFileView['state'];
  readonly progress: number | null;
  readonly findings: readonly StoredFinding[] | null;
  readonly tokens: string | null;
  readonly tokenizer: string | null;
}

/** The files of one dataset row, in their order. */
export async function filesOfRow(
  db: Knex,
  rowId: number,
  language: Language,
): Promise<DatasetFileView[]> {
  const { rows } = await db.raw<{ rows: FileRow[] }>(
    `SELECT f.document_id, f.name, f.kind, f.bytes, f.sha_256 AS sha256, f.state, f.progress, f.findings::json AS findings,
            f.tokens, f.tokenizer
     FROM datasets_files_lnk l JOIN dataset_files f ON f.id = l.dataset_file_id
     WHERE l.dataset_id = ? ORDER BY l.dataset_file_ord, f.id`,
    [rowId],
  );
  return rows.map((row) => toFileView(row, language));
}

function toFileView(row: FileRow, language: Language): DatasetFileView {
  return {
    id: row.document_id,
    name: row.name,
    kind: row.kind,
    bytes: Number(row.bytes ?? 0),
    sha256: row.sha256 ?? '',
    state: row.state,
    progress: row.progress ?? 0,
    findings: (row.findings ?? []).map((finding) => presentFinding(finding, language)),
    tokens: row.tokens === null ? null : Number(row.tokens),
    tokenizer: row.tokenizer,
  };
}
