import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FileKind } from '../contracts/dataset-files';
import { DomainError } from '../domain/errors';
import { HEAD_BYTES, detectKind } from '../domain/ingest/detect-kind';
import { cleanFileName } from '../domain/ingest/file-name';
import { RunningHash } from './running-hash';
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
  const kind = kindOf({ name, head });

  const hash = new RunningHash();
  const maxBytes = upload.maxBytes ?? MAX_FILE_BYTES;
  const body = Readable.from(measured({ head, rest: parts, hash, maxBytes }), {
    objectMode: false,
    highWaterMark: 1 << 18,
  });
  const storageKey = newStorageKey();
  await storage.put({ key: storageKey, body }).catch(async (error: unknown) => {
    await hash.drop();
    throw asUnavailable(error);
  });
  return { name, kind, bytes: hash.bytes, sha256: await hash.digest(), storageKey };
}

/**
 * The same for an upload that lies whole on this machine's disk, which the storage takes over.
 *
 * @param upload.digest Counts the SHA-256, in lower-case hexadecimal.
 * @throws DomainError as storeUpload
 */
export async function storeReceived(
  storage: FileStorage,
  upload: { name: string; path: string; digest: () => Promise<string> },
): Promise<StoredUpload> {
  const name = cleanFileName(upload.name);
  const { head, bytes } = await lookAt(upload.path);
  const kind = kindOf({ name, head });
  if (bytes > MAX_FILE_BYTES) throw tooLarge();
  const sha256 = await upload.digest();
  const storageKey = newStorageKey();
  await storage.takeOver({ key: storageKey, path: upload.path }).catch((error: unknown) => {
    throw asUnavailable(error);
  });
  return { name, kind, bytes, sha256, storageKey };
}

function kindOf({ name, head }: { name: string; head: Buffer }): FileKind {
  if (head.length === 0) throw new DomainError('file.empty', 'invalid', { path: 'file' });
  return detectKind({ name, head: head.subarray(0, HEAD_BYTES) });
}

function tooLarge(): DomainError {
  return new DomainError('file.too_large', 'too-large', { path: 'file' });
}

async function lookAt(path: string): Promise<{ head: Buffer; bytes: number }> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { head: buffer.subarray(0, bytesRead), bytes: size };
  } finally {
    await handle.close();
  }
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

async function* measured(source: {
  head: Buffer;
  rest: AsyncIterator<Buffer>;
  hash: RunningHash;
  maxBytes: number;
}): AsyncGenerator<Buffer> {
  const { hash } = source;
  for (let chunk: Buffer | undefined = source.head; chunk;) {
    if (hash.bytes + chunk.length > source.maxBytes) throw tooLarge();
    await hash.update(chunk);
    yield chunk;
    const next = await source.rest.next();
    chunk = next.done ? undefined : next.value;
  }
}
