import { DomainError } from '../domain/errors';
import type { FileStorage } from './storage';

/** Faults of the storage itself: full, read-only, unreachable, silent, answering 5xx. */
export function isOutage(error: unknown): boolean {
  if (error instanceof DomainError || !(error instanceof Error)) return false;
  const { code = '', $metadata } = error as { code?: string; $metadata?: object };
  return OUTAGES.test(code) || error.name === 'TimeoutError' || $metadata !== undefined;
}

const OUTAGES =
  /^(ENOSPC|EDQUOT|EROFS|EIO|EACCES|EPERM|EMFILE|ENFILE|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

export function asUnavailable(error: unknown): unknown {
  if (!isOutage(error)) return error;
  return new DomainError('storage.unavailable', 'unavailable', { cause: error });
}

/** The storage, whose outages are told as storage.unavailable (503) whoever asks. */
export function tellingOutages(storage: FileStorage): FileStorage {
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      throw asUnavailable(error);
    });
  return {
    ...storage,
    put: (object) => told(storage.put(object)),
    takeOver: (object) => told(storage.takeOver(object)),
    read: (object) => told(storage.read(object)),
    remove: (key) => told(storage.remove(key)),
    withLocalFile: (key, use) => told(storage.withLocalFile(key, use)),
    check: () => told(storage.check()),
  };
}
