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
