import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileKind } from '../contracts/dataset-files';
import { DomainError } from '../domain/errors';
import { HEAD_BYTES, detectKind } from '../domain/ingest/detect-kind';
import { cleanFileName } from '../domain/ingest/file-name';
import type { FileStorage } from './storage';
import { newStorageKey } from './storage-factory';
import { asUnavailable } from './storage-outage';

/** Largest file, in bytes. */
export const MAX_FILE_BYTES = 500 * 1024 ** 2;

export interface StoredUpload {
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
}

/**
 * Checks the name and the first bytes of an upload, then streams it into the storage while it is
 * measured. A refused or interrupted upload leaves nothing in the storage.
 *
 * @throws DomainError file.name_invalid, file.empty, file.type_not_allowed, file.type_mismatch,
 * file.too_large (413), storage.unavailable (503)
 */
export async function storeUpload(
  storage: FileStorage,
  upload: { name: string; body: Readable; maxBytes?: number },
): Promise<StoredUpload> {
  const name = cleanFileName(upload.name);
  const parts = upload.body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const head = await readHead(parts);
  if (head.length === 0) throw new DomainError('file.empty', 'invalid', { path: 'file' });
  const kind = detectKind({ name, head: head.subarray(0, HEAD_BYTES) });

  const measure = { bytes: 0, hash: createHash('sha256') };
  const maxBytes = upload.maxBytes ?? MAX_FILE_BYTES;
  const body = Readable.from(measured({ head, rest: parts, measure, maxBytes }), {
    objectMode: false,
    highWaterMark: 1 << 18,
  });
  const storageKey = newStorageKey();
  await storage.put({ key: storageKey, body }).catch((error: unknown) => {
    throw asUnavailable(error);
  });
  return { name, kind, bytes: measure.bytes, sha256: measure.hash.digest('hex'), storageKey };
}

async function readHead(parts: AsyncIterator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await parts.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(chunks);
}

interface Measure {
  bytes: number;
  readonly hash: ReturnType<typeof createHash>;
}

async function* measured(source: {
  head: Buffer;
  rest: AsyncIterator<Buffer>;
  measure: Measure;
  maxBytes: number;
}): AsyncGenerator<Buffer> {
  const { measure } = source;
  for (let chunk: Buffer | undefined = source.head; chunk;) {
    measure.bytes += chunk.length;
    if (measure.bytes > source.maxBytes) {
      throw new DomainError('file.too_large', 'too-large', { path: 'file' });
    }
    measure.hash.update(chunk);
    yield chunk;
    const next = await source.rest.next();
    chunk = next.done ? undefined : next.value;
  }
}
