import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { DatasetAccess, DatasetRequest } from '../contracts/dataset-access';
import { DomainError } from '../domain/errors';
import type { MetadataDraft } from '../domain/ingest/draft-metadata';
import type { JobQueue } from '../jobs/queue';
import { deleteSignature } from './duplicates';
import {
  deleteFileRow,
  findFile,
  insertFile,
  listFiles,
  objectsOf,
  type FileRow,
} from './file-rows';
import { dropObject, keepObject } from './object-journal';
import { receiveUpload } from './receive-upload';
import type { FileStorage } from './storage';
import { MAX_FILE_BYTES, storeUpload, type StoredUpload } from './store-upload';

export interface FileRequest extends DatasetRequest {
  /** documentId of the file. */
  readonly fileId: string;
}

export interface DatasetFiles {
  /** Reads a multipart request, but only after the actor was found to be allowed to. */
  upload(request: DatasetRequest & { message: IncomingMessage }): Promise<FileRow>;
  /** Makes a stored upload a file of the dataset; the upload is removed where that is refused. */
  add(request: DatasetRequest & { upload: StoredUpload }): Promise<FileRow>;
  list(request: DatasetRequest): Promise<FileRow[]>;
  content(request: FileRequest): Promise<{ row: FileRow; body: Readable }>;
  text(request: FileRequest): Promise<{ row: FileRow; body: Readable }>;
  remove(request: FileRequest): Promise<void>;
  /** Description and keywords drafted from the accepted files, for the provider to correct. */
  draftMetadata(request: DatasetRequest): Promise<MetadataDraft>;
}

interface Parts {
  readonly sql: Knex;
  readonly storage: FileStorage;
  readonly jobs: JobQueue;
  /** Looked up at each call: the review workflow registers it while the service starts. */
  readonly access: () => DatasetAccess;
  readonly draft: (rows: readonly FileRow[]) => Promise<MetadataDraft>;
}

/** The files of datasets: who may is the review workflow's word, what happens is here. */
export function createDatasetFiles(parts: Parts): DatasetFiles {
  const files: DatasetFiles = {
    async upload({ message, ...request }) {
      await parts.access().requireEditable(request);
      const upload = await receiveUpload(message, {
        field: 'file',
        maxBytes: MAX_FILE_BYTES,
        use: ({ name, body }) => storeUpload(parts.storage, { name, body }),
      });
      return files.add({ ...request, upload });
    },
    add: (request) => addFile(parts, request),
    async list(request) {
      await parts.access().requireVisible(request);
      return listFiles(parts.sql, request.datasetId);
    },
    async content(request) {
      const row = await requireFile(parts, request);
      return { row, body: await parts.storage.read({ key: row.storage_key }).catch(notKept) };
    },
    async text(request) {
      const row = await requireFile(parts, request);
      if (!row.text_key) throw new DomainError('file.text_not_ready', 'conflict');
      return { row, body: await parts.storage.read({ key: row.text_key }) };
    },
    remove: (request) => removeFile(parts, request),
    async draftMetadata(request) {
      await parts.access().requireEditable(request);
      return parts.draft(await listFiles(parts.sql, request.datasetId));
    },
  };
  return files;
}

/** The same bytes under the same name again are the file that is there already. */
async function addFile(
  parts: Parts,
  request: DatasetRequest & { upload: StoredUpload },
): Promise<FileRow> {
  const { upload, ...dataset } = request;
  try {
    const added = await parts.sql.transaction(async (transaction) => {
      // A repeated request, perhaps at another instance, waits here and finds the file.
      await transaction.raw('SELECT pg_advisory_xact_lock(hashtext(?))', [dataset.datasetId]);
      const present = (await listFiles(transaction, dataset.datasetId)).find(
        (row) =>
          row.sha_256 === upload.sha256 && row.name === upload.name && row.state !== 'refused',
      );
      if (present) return { row: present, isNew: false };
      const row = await insertFile(transaction, { ...dataset, upload, at: new Date() });
      await parts.access().fileAdded({ ...dataset, fileId: row.document_id, transaction });
      await keepObject(transaction, upload.storageKey);
      await parts.jobs.enqueue('ingest-file', { fileId: row.document_id }, transaction);
      return { row, isNew: true };
    });
    if (!added.isNew) await removeObjects(parts, [upload.storageKey]);
    return added.row;
  } catch (error) {
    await removeObjects(parts, [upload.storageKey]);
    throw error;
  }
}

/** Of a file with malware the record is kept, but not the bytes. */
function notKept(error: unknown): never {
  if ((error as { code?: string }).code !== 'ENOENT') throw error;
  throw new DomainError('file.not_found', 'missing', { cause: error });
}

async function requireFile(parts: Parts, request: FileRequest): Promise<FileRow> {
  await parts.access().requireVisible(request);
  const row = await findFile(parts.sql, request);
  if (!row) throw new DomainError('file.not_found', 'missing');
  return row;
}

/** Row and bytes go too, unless a public or formerly public version still refers to the file. */
async function removeFile(parts: Parts, request: FileRequest): Promise<void> {
  await parts.access().requireEditable(request);
  const row = await requireFile(parts, request);
  const gone = await parts.sql.transaction(async (transaction) => {
    const { stillReferenced } = await parts.access().fileRemoved({ ...request, transaction });
    if (stillReferenced) return false;
    await deleteSignature(transaction, row);
    await deleteFileRow(transaction, row);
    for (const key of objectsOf(row)) await dropObject(transaction, key);
    return true;
  });
  if (gone) await removeObjects(parts, objectsOf(row));
}

/** What cannot be removed now, because the storage is away, is swept away later. */
async function removeObjects({ storage }: Parts, keys: readonly string[]): Promise<void> {
  for (const key of keys) await storage.remove(key).catch(() => undefined);
}
