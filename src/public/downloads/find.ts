import { DomainError } from '../../domain/errors';
import type { Database } from '../database';
import { refusalFor } from '../datasets';

/** A file of a published dataset, with what only the server may know. */
export interface DownloadFile {
  readonly documentId: string;
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly tokens: number;
  readonly storageKey: string;
  readonly textKey: string | null;
}

export interface DownloadDataset {
  readonly documentId: string;
  readonly identifier: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly body: string;
  /** Fingerprint of the public content. */
  readonly etag: string;
  readonly files: readonly DownloadFile[];
}

interface Row {
  document_id: string;
  identifier: string;
  name: string;
  is_open: boolean;
  body: string;
  etag: string;
  files: DownloadFile[];
}

/** @throws DomainError dataset.delisted (410), dataset.not_found (404) */
export async function findDownload(
  database: Database,
  documentId: string,
): Promise<DownloadDataset> {
  const [row] = await database.prepared<Row>(
    'corpus_download',
    `select d.document_id, d.identifier, d.name, d.is_open and coalesce(l.open, false) as is_open, d.body, d.etag,
       (select coalesce(json_agg(json_build_object('documentId', f.document_id, 'name', f.name,
          'kind', f.kind, 'bytes', f.bytes, 'sha256', f.sha_256, 'tokens', f.tokens,
          'storageKey', f.storage_key, 'textKey', f.text_key) order by x.dataset_file_ord, f.id), '[]')
        from datasets_files_lnk x join dataset_files f on f.id = x.dataset_file_id
        where x.dataset_id = d.id) as files
     from corpus_datasets d left join licences l on l.id = d.licence_id where d.document_id = $1`,
    [documentId],
  );
  if (!row) throw await refusalFor(database, 'document_id', documentId);
  const { document_id, is_open: isOpen, ...rest } = row;
  return { documentId: document_id, isOpen, ...rest };
}

/** @throws DomainError file.not_found (404) */
export function fileOf(dataset: DownloadDataset, fileId: string): DownloadFile {
  const file = dataset.files.find(({ documentId }) => documentId === fileId);
  if (!file) throw new DomainError('file.not_found', 'missing');
  return file;
}

/** Whether the dataset is still public: asked while a long download runs. */
export async function isPublic(database: Database, documentId: string): Promise<boolean> {
  const rows = await database.prepared(
    'corpus_is_public',
    'select from corpus_datasets where document_id = $1',
    [documentId],
  );
  return rows.length > 0;
}

/**
 * documentIds of published datasets, in the order of the identifiers.
 *
 * @throws DomainError dataset.delisted (410), dataset.not_found (404) for the first that is not there
 */
export async function findByIdentifiers(
  database: Database,
  identifiers: readonly string[],
): Promise<string[]> {
  const rows = await database.query<{ identifier: string; document_id: string }>(
    'select identifier, document_id from corpus_datasets where identifier = any ($1::text[])',
    [identifiers],
  );
  const known = new Map(rows.map(({ identifier, document_id: id }) => [identifier, id]));
  const missing = identifiers.find((identifier) => !known.has(identifier));
  if (missing !== undefined) {
    const { code, kind, params } = await refusalFor(database, 'identifier', missing);
    throw new DomainError(code, kind, {
      path: 'identifiers',
      params: { ...params, identifier: missing },
    });
  }
  return identifiers.map((identifier) => known.get(identifier) ?? '');
}
