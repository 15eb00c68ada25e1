import { DomainError, type ErrorKind } from '../../domain/errors';

interface TusError {
  readonly status_code?: number;
  readonly body?: string;
}

/** Our code for what the tus library refuses by itself. */
const BY_STATUS: Readonly<Record<number, readonly [code: string, kind: ErrorKind]>> = {
  403: ['upload.malformed', 'bad-request'],
  404: ['upload.not_found', 'missing'],
  409: ['upload.offset_conflict', 'conflict'],
  410: ['upload.expired', 'gone'],
  413: ['file.too_large', 'too-large'],
};

/** Any failure of an upload in the service's own words; a fault of ours stays a fault. */
export function toDomainError(error: Error | TusError): DomainError {
  if (error instanceof DomainError) return error;
  const { status_code: status = 500, body = '' } = error as TusError;
  if (status === 400 && /abort/i.test(body)) {
    return new DomainError('upload.malformed', 'bad-request', {
      params: { reason: 'interrupted' },
    });
  }
  const [code, kind] = BY_STATUS[status] ?? ['upload.malformed', 'bad-request'];
  if (status >= 500) return new DomainError('storage.unavailable', 'unavailable', { cause: error });
  return new DomainError(code, kind, { cause: error });
}
