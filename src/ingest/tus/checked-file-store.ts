import { createHash } from 'node:crypto';
import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { DomainError } from '../../domain/errors';

export const CHECKSUM_ALGORITHMS = ['sha1', 'sha256'] as const;

export interface Checksum {
  readonly algorithm: (typeof CHECKSUM_ALGORITHMS)[number];
  /** Base64. */
  readonly digest: string;
}

/**
 * The value of an Upload-Checksum header.
 *
 * @throws DomainError upload.checksum_unknown (400)
 */
export function readChecksum(header: string): Checksum | null {
  if (header === '') return null;
  const [name, digest = ''] = header.trim().split(/\s+/);
  const algorithm = CHECKSUM_ALGORITHMS.find((known) => known === name);
  if (!algorithm || digest === '') throw new DomainError('upload.checksum_unknown', 'bad-request');
  return { algorithm, digest };
}

/** Uploads under way as files of a folder; a part that does not match its checksum is undone. */
export class CheckedFileStore extends FileStore {
  constructor(
    private readonly folder: string,
    options: { expirationMs: number; checksum: () => Checksum | null },
  ) {
    super({ directory: folder, expirationPeriodInMilliseconds: options.expirationMs });
    this.extensions = [...this.extensions, 'checksum'];
    this.checksum = options.checksum;
  }

  private readonly checksum: () => Checksum | null;

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const expected = this.checksum();
    if (!expected) return super.write(readable, id, offset);
    const hash = createHash(expected.algorithm);
    const hashed = async function* () {
      for await (const chunk of readable as AsyncIterable<Buffer>) {
        hash.update(chunk);
        yield chunk;
      }
    };
    const after = await super.write(Readable.from(hashed()), id, offset);
    if (hash.digest('base64') === expected.digest) return after;
    await truncate(this.pathOf(id), offset);
    throw new DomainError('upload.checksum_mismatch', 'checksum-mismatch');
  }

  /**
   * Frees the bytes of a finished upload but keeps its length, so that a client that missed the
   * answer finds it complete instead of sending everything again.
   */
  async hollow(id: string, size: number): Promise<void> {
    await truncate(this.pathOf(id), 0);
    await truncate(this.pathOf(id), size);
  }

  private pathOf(id: string): string {
    return path.join(this.folder, path.basename(id));
  }
}
