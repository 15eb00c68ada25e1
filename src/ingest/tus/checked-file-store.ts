import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { chmod, open, rename, truncate, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileConfigstore, FileStore } from '@tus/file-store';
import { Upload } from '@tus/server';
import { DomainError } from '../../domain/errors';
import { RunningHash } from '../running-hash';
import { scratchName } from '../scratch';
import { asUnavailable } from '../storage-outage';
import { MAX_FILE_BYTES } from '../store-upload';
import type { Checksum } from './checksum';

/** Of a stream into a file: what waits is written together. */
const BUFFER_BYTES = 1 << 20;
/** Digests kept between two parts of an upload; of others the file is read again at the end. */
const MOST_DIGESTS = 16;

/** What a request brings to an upload. */
export interface Incoming {
  readonly message: IncomingMessage;
  readonly checksum: Checksum | null;
  /** Aborted when another request for the same upload came, or the lock was lost. */
  readonly signal: AbortSignal;
}

/**
 * Uploads under way as files of a folder. A part that does not match its checksum is undone. Bytes
 * go from the request straight into the file, while their digest is counted in a thread.
 */
export class CheckedFileStore extends FileStore {
  private readonly digests = new Map<string, RunningHash>();

  constructor(
    private readonly folder: string,
    private readonly options: { expirationMs: number; incoming: () => Incoming },
  ) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    super({
      directory: folder,
      configstore: new WholeRecords(folder),
      expirationPeriodInMilliseconds: options.expirationMs,
    });
    this.extensions = [...this.extensions, 'checksum'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const created = await super.create(upload);
    await chmod(this.pathOf(upload.id), 0o600);
    return created;
  }

  override async remove(id: string): Promise<void> {
    await this.takeDigest(id)?.drop();
    await super.remove(id);
  }

  /** @param empty The body as the tus library has it: the request's own is read instead. */
  override async write(empty: Readable, id: string, offset: number): Promise<number> {
    empty.resume();
    const { checksum } = this.options.incoming();
    const whole = await this.digestFrom(id, offset);
    const part = checksum ? new RunningHash(checksum.algorithm) : null;
    try {
      const hashes = [whole, part].filter((hash) => hash !== null);
      const after = offset + (await this.receive({ id, offset, hashes }));
      if (part && Buffer.from(await part.digest(), 'hex').toString('base64') !== checksum?.digest) {
        throw new DomainError('upload.checksum_mismatch', 'checksum-mismatch');
      }
      if (whole) await this.keepDigest(id, whole);
      return after;
    } catch (error) {
      await whole?.drop();
      // Nothing stays that was not verified.
      if (part) await truncate(this.pathOf(id), offset);
      throw asUnavailable(error);
    }
  }

  /** SHA-256 of a whole upload, in lower-case hexadecimal. */
  async digest(upload: Upload): Promise<string> {
    const kept = this.takeDigest(upload.id);
    if (kept && kept.bytes === upload.size) return kept.digest();
    await kept?.drop();
    const hash = new RunningHash();
    const file = createReadStream(this.pathOf(upload.id), { highWaterMark: BUFFER_BYTES });
    for await (const chunk of file) await hash.update(chunk as Buffer);
    return hash.digest();
  }

  /**
   * Lets go of the bytes of a finished upload but keeps its length, so that a client that missed
   * the answer finds it complete instead of sending everything again.
   */
  async hollow(id: string, size: number): Promise<void> {
    const hollow = path.join(this.folder, scratchName());
    const handle = await open(hollow, 'wx', 0o600);
    await handle.truncate(size).finally(() => handle.close());
    // Not truncated in place: the storage may have taken over the file itself.
    await rename(hollow, this.pathOf(id));
  }

  pathOf(id: string): string {
    return path.join(this.folder, path.basename(id));
  }

  /** @returns how many bytes came */
  private async receive(part: {
    id: string;
    offset: number;
    hashes: readonly RunningHash[];
  }): Promise<number> {
    const { id, offset, hashes } = part;
    const { message, signal } = this.options.incoming();
    const room = ((await this.configstore.get(id))?.size ?? MAX_FILE_BYTES) - offset;
    let received = 0;
    const measured = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        received += chunk.length;
        if (received > room) throw new DomainError('file.too_large', 'too-large');
        for (const hash of hashes) await hash.update(chunk);
        yield chunk;
      }
    };
    const options = { flags: 'r+', start: offset, highWaterMark: BUFFER_BYTES };
    const file = createWriteStream(this.pathOf(id), options);
    await pipeline(untilReleased(message, signal), measured, file);
    return received;
  }

  /** The digest of the first `offset` bytes, or null where it would have to be counted again. */
  private async digestFrom(id: string, offset: number): Promise<RunningHash | null> {
    const kept = this.takeDigest(id);
    if (kept?.bytes === offset) return kept;
    await kept?.drop();
    return offset === 0 ? new RunningHash() : null;
  }

  private takeDigest(id: string): RunningHash | undefined {
    const kept = this.digests.get(id);
    this.digests.delete(id);
    return kept;
  }

  private async keepDigest(id: string, hash: RunningHash): Promise<void> {
    this.digests.set(id, hash);
    const [oldest = id] = this.digests.keys();
    if (this.digests.size > MOST_DIGESTS) await this.takeDigest(oldest)?.drop();
  }
}

/** A record is there whole or as it was: a reader never meets one that is half written. */
class WholeRecords extends FileConfigstore {
  constructor(private readonly folder: string) {
    super(folder);
  }

  override async set(key: string, upload: Upload): Promise<void> {
    const partial = path.join(this.folder, scratchName());
    await writeFile(partial, JSON.stringify(upload), { mode: 0o600 });
    await rename(partial, path.join(this.folder, `${path.basename(key)}.json`));
  }
}

/** The body of a request, to its end or until the upload is asked for by another request. */
function untilReleased(message: IncomingMessage, signal: AbortSignal): PassThrough {
  const body = new PassThrough({ highWaterMark: BUFFER_BYTES });
  const params = { reason: 'interrupted' };
  const cut = () => body.destroy(new DomainError('upload.malformed', 'bad-request', { params }));
  message.on('error', cut);
  message.once('close', () => {
    if (!message.complete) cut();
  });
  const release = () => {
    message.unpipe(body);
    body.end();
  };
  signal.addEventListener('abort', release, { once: true });
  message.pipe(body);
  if (signal.aborted) release();
  return body;
}
