import { attemptTokenRefresh } from '@strapi/strapi/admin';
import { DetailedError, Upload, type HttpRequest, type PreviousUpload } from 'tus-js-client';
import { refusalOf } from '../api/errors';
import { authorisation } from '../api/token';
import { apiLanguage } from '../i18n/language';

const END_POINT = '/review-workflow/uploads';
/** A lost connection costs at most one piece of this many bytes. */
const CHUNK_BYTES = 8 * 1024 ** 2;
/** Milliseconds between tries; after the last the officer is asked to go on. */
const RETRY_AFTER = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000];

interface Events {
  readonly onProgress: (sent: number) => void;
  readonly onDone: () => void;
  /** @param refused false where the connection was lost: the upload can go on later. */
  readonly onStopped: (stop: { message: string; refused: boolean }) => void;
}

/** A resumable upload of one file into one dataset; the browser remembers it until it is complete. */
export function createUpload(datasetId: string, file: File, events: Events): Upload {
  const upload = new Upload(file, {
    endpoint: END_POINT,
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_AFTER,
    metadata: { filename: file.name, dataset: datasetId },
    removeFingerprintOnSuccess: true,
    fingerprint: () => Promise.resolve(fingerprintOf(datasetId, file)),
    onBeforeRequest: authorise,
    onShouldRetry: (error) => {
      const status = statusOf(error);
      if (status === 401) void attemptTokenRefresh().catch(() => undefined);
      return status === 0 || status === 401 || status === 409 || status === 423 || status >= 500;
    },
    onProgress: (sent) => events.onProgress(sent),
    onSuccess: () => events.onDone(),
    onError: (error) => {
      const status = statusOf(error);
      const refused = status >= 400 && status < 500 && status !== 401;
      events.onStopped({ refused, message: refused ? messageOf(error) : '' });
    },
  });
  return upload;
}

/** Starts where an earlier try of the same file ended, also one from before the browser was closed. */
export async function startOrResume(upload: Upload): Promise<void> {
  const [previous] = await upload.findPreviousUploads();
  if (previous !== undefined) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

export interface Unfinished {
  /** Where this browser remembers it. */
  readonly key: string;
  readonly name: string;
  readonly size: number;
}

/** Uploads into this dataset that this browser began and did not end. */
export function unfinishedUploads(datasetId: string): Unfinished[] {
  const begun = Object.keys(localStorage).filter((key) =>
    key.startsWith(`tus::${PREFIX}:${datasetId}:`),
  );
  return begun.flatMap((key) => {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<PreviousUpload>;
    const name = stored.metadata?.filename;
    return name === undefined ? [] : [{ key, name, size: stored.size ?? 0 }];
  });
}

/** Begins the file anew when it is chosen again; what the server has of it, it clears by itself. */
export function forgetUnfinished(key: string): void {
  localStorage.removeItem(key);
}

const PREFIX = 'corpus';

function fingerprintOf(datasetId: string, { name, size, lastModified }: File): string {
  return [PREFIX, datasetId, name, size, lastModified].join(':');
}

function authorise(request: HttpRequest): void {
  request.setHeader('Authorization', authorisation());
  request.setHeader('Accept-Language', apiLanguage());
}

/** 0 where there was no answer at all. */
function statusOf(error: Error): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

function messageOf(error: Error): string {
  if (!(error instanceof DetailedError)) return error.message;
  try {
    const body = JSON.parse(error.originalResponse?.getBody() ?? '') as { error?: unknown };
    return refusalOf(body.error).message;
  } catch {
    return '';
  }
}
