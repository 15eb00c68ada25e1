import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Server, type Lock, type Locker, type Upload } from '@tus/server';
import type { DatasetAccess } from '../../contracts/dataset-access';
import { DomainError } from '../../domain/errors';
import { promisedKind } from '../../domain/ingest/detect-kind';
import { cleanFileName } from '../../domain/ingest/file-name';
import type { DatasetFiles } from '../dataset-files';
import { sweepScratch } from '../scratch';
import type { FileStorage } from '../storage';
import { MAX_FILE_BYTES, storeReceived } from '../store-upload';
import { CheckedFileStore } from './checked-file-store';
import { readChecksum, type Checksum } from './checksum';
import { toDomainError } from './tus-errors';

export const TUS_PATH = '/review-workflow/uploads';

/** Answers with the id of the dataset's file once an upload is complete. */
const FILE_HEADER = 'X-Dataset-File';

interface Request {
  readonly actorId: number;
  readonly message: IncomingMessage;
  readonly checksum: Checksum | null;
  /** Of the lock that this request holds. */
  signal: AbortSignal;
  error?: DomainError;
}

export interface TusDoor {
  /** @throws DomainError what the upload is refused with */
  handle(request: { message: IncomingMessage; actorId: number }): Promise<Response>;
  /** Removes abandoned uploads, and what is left of finished ones. */
  removeExpired(): Promise<void>;
}

interface Parts {
  /** Uploads under way; shared by all instances that serve the same clients. */
  readonly folder: string;
  /** One request at a time for each upload. */
  readonly locker: Locker;
  readonly expirationMs: number;
  readonly storage: FileStorage;
  readonly files: DatasetFiles;
  readonly access: () => DatasetAccess;
}

/** Resumable uploads (tus 1.0.0), with the same verdicts as the plain door. */
export function createTusDoor(parts: Parts): TusDoor {
  const current = new AsyncLocalStorage<Request>();
  const request = () => {
    const found = current.getStore();
    if (!found) throw new Error('tus: outside of a request');
    return found;
  };
  const store = new CheckedFileStore(parts.folder, {
    expirationMs: parts.expirationMs,
    incoming: request,
  });
  const finishing = { parts, store, request };
  const newLock = (id: string): Lock => {
    const lock = parts.locker.newLock(id);
    return {
      lock(signal, release) {
        request().signal = signal;
        return lock.lock(signal, release);
      },
      unlock: () => lock.unlock(),
    };
  };
  const server = new Server({
    path: TUS_PATH,
    datastore: store,
    locker: { newLock },
    maxSize: MAX_FILE_BYTES,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => randomUUID(),
    onUploadCreate: (_message, upload) => admitUpload(parts, request().actorId, upload),
    onIncomingRequest: (message, id) => admitRequest(finishing, message.method, id),
    onUploadFinish: (_message, upload) => finishUpload(finishing, upload),
    onResponseError: (_message, error) => {
      request().error = toDomainError(error);
      return undefined;
    },
  });

  return {
    handle({ message, actorId }) {
      const checksum = readChecksum(String(message.headers['upload-checksum'] ?? ''));
      const { signal } = new AbortController();
      const state: Request = { actorId, message, checksum, signal };
      return current.run(state, async () => {
        const response = await server.handleWeb(toWebRequest(message));
        if (state.error) throw state.error;
        return response;
      });
    },
    async removeExpired() {
      await server.cleanUpExpiredUploads();
      // What has no readable record any more, as a killed process may leave it.
      await sweepScratch(parts.folder, 2 * parts.expirationMs);
    },
  };
}

/** Without its body, which the store reads from the message itself. */
function toWebRequest(message: IncomingMessage): globalThis.Request {
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const { method = 'GET', url = '/' } = message;
  return new Request(new URL(url, 'http://localhost'), { method, headers });
}

/** Before anything is written: whose dataset, and whether this name could ever be accepted. */
async function admitUpload(parts: Parts, actorId: number, upload: Upload) {
  const { filename, dataset } = upload.metadata ?? {};
  if (!dataset) throw new DomainError('upload.malformed', 'invalid', { path: 'dataset' });
  await parts.access().requireEditable({ actorId, datasetId: dataset });
  const name = cleanFileName(filename ?? '');
  promisedKind(name);
  if (upload.size === 0) throw new DomainError('file.empty', 'invalid', { path: 'file' });
  return { metadata: { filename: name, dataset, owner: String(actorId) } };
}

interface Finishing {
  readonly parts: Parts;
  readonly store: CheckedFileStore;
  readonly request: () => Request;
}

/** An upload is its creator's alone: for anybody else it does not exist. */
async function admitRequest(finishing: Finishing, method: string, id: string): Promise<void> {
  // A new upload was admitted with its metadata, and is not stored yet.
  if (method === 'POST') return;
  const { parts, store, request } = finishing;
  const upload = await store.getUpload(id);
  const { owner, dataset, file } = upload.metadata ?? {};
  const { actorId } = request();
  if (owner !== String(actorId) || !dataset) {
    throw new DomainError('upload.not_found', 'missing');
  }
  if (file) return;
  if (method === 'PATCH') await parts.access().requireEditable({ actorId, datasetId: dataset });
  // All bytes are here, but the process died before it could take them over.
  if (method === 'HEAD' && upload.offset === upload.size) await finishUpload(finishing, upload);
}

/** The last part and a client that comes back may both want to finish: one of them does. */
async function finishUpload(finishing: Finishing, upload: Upload) {
  const { parts, store } = finishing;
  const lock = parts.locker.newLock(upload.id);
  await lock.lock(new AbortController().signal, () => undefined);
  try {
    const kept = await store.configstore.get(upload.id);
    if (!kept) throw new DomainError('upload.not_found', 'missing');
    const fileId = kept.metadata?.file ?? (await handOver(finishing, kept));
    return { headers: { [FILE_HEADER]: fileId } };
  } finally {
    await lock.unlock();
  }
}

/** @returns id of the dataset's new file */
async function handOver({ parts, store, request }: Finishing, upload: Upload): Promise<string> {
  const { filename, dataset } = upload.metadata ?? {};
  try {
    const stored = await storeReceived(parts.storage, {
      name: filename ?? '',
      path: store.pathOf(upload.id),
      digest: () => store.digest(upload),
    });
    const target = { actorId: request().actorId, datasetId: dataset ?? '' };
    const row = await parts.files.add({ ...target, upload: stored });
    await remember(store, upload, row.document_id);
    return row.document_id;
  } catch (error) {
    // An outage passes: the client repeats its last request. A refused file never gets better.
    if (error instanceof DomainError && error.kind !== 'unavailable') await store.remove(upload.id);
    throw error;
  }
}

async function remember(store: CheckedFileStore, upload: Upload, fileId: string): Promise<void> {
  const metadata = { ...upload.metadata, file: fileId };
  await store.configstore.set(upload.id, Object.assign(upload, { metadata }));
  await store.hollow(upload.id, upload.size ?? 0);
}
