import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { DomainError } from '../domain/errors';

/** Bytes around the file: boundaries, part headers, small fields. */
const ENVELOPE_BYTES = 64 * 1024;

/** How long the rest of a refused request is read, so that its sender can read the answer. */
const DRAIN_MS = 30_000;

export interface IncomingFile {
  /** As sent, path parts included. */
  readonly name: string;
  readonly body: Readable;
}

/**
 * Reads the one file of a multipart request as it arrives; nothing touches the disk here.
 *
 * @param options.use Consumes the file's body to its end, or throws.
 * @throws DomainError upload.malformed (422), file.too_large (413), and what `use` throws
 */
export async function receiveUpload<T>(
  request: IncomingMessage,
  options: { field: string; maxBytes: number; use: (file: IncomingFile) => Promise<T> },
): Promise<T> {
  try {
    if (Number(request.headers['content-length'] ?? 0) > options.maxBytes + ENVELOPE_BYTES) {
      throw new DomainError('file.too_large', 'too-large', { path: options.field });
    }
    return await readFile(request, options);
  } catch (error) {
    discardRest(request);
    throw error;
  }
}

function malformed(reason: string): DomainError {
  return new DomainError('upload.malformed', 'invalid', { path: 'file', params: { reason } });
}

function openParser(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { files: 2, fields: 10, fieldSize: 4096, parts: 12 },
    });
  } catch {
    throw malformed('not-multipart');
  }
}

function readFile<T>(
  request: IncomingMessage,
  { field, use }: { field: string; use: (file: IncomingFile) => Promise<T> },
): Promise<T> {
  const parser = openParser(request);
  return new Promise<T>((resolve, reject) => {
    let work: Promise<T> | undefined;
    const fail = (error: unknown) => {
      request.unpipe(parser);
      parser.destroy();
      reject(asUploadError(error));
    };
    parser.on('file', (name, body, info) => {
      body.on('error', () => undefined);
      if (name !== field || work) {
        fail(malformed(work ? 'more-than-one-file' : 'other-field'));
        return;
      }
      work = use({ name: info.filename, body });
      work.catch(fail);
    });
    parser.on('error', () => fail(malformed('multipart')));
    parser.on('close', () => {
      if (work) work.then(resolve, fail);
      else reject(malformed('no-file'));
    });
    request.once('close', () => {
      if (!request.complete) fail(malformed('interrupted'));
    });
    request.pipe(parser);
  });
}

/** A parser cut short surfaces in the consumer as a stream error: the sender's fault, not ours. */
function asUploadError(error: unknown): Error {
  if (error instanceof DomainError) return error;
  const message = error instanceof Error ? error.message : '';
  const code = (error as { code?: string } | null)?.code;
  const cut = code === 'ERR_STREAM_PREMATURE_CLOSE' || /Unexpected end|Malformed/.test(message);
  if (cut) return malformed('interrupted');
  return error instanceof Error ? error : new Error('upload', { cause: error });
}

function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), DRAIN_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
