import type { Context } from 'koa';
import type { FileStorage } from '../../ingest/storage';
import { attach } from './attach';
import type { DownloadFile } from './find';
import { guardedStream, type StreamGuard } from './guarded-stream';
import { readRange, type ByteRange } from './range';

/** How long a signed address serves, in seconds: what a delisting can leave open elsewhere. */
const SIGNED_SECONDS = 60;
const MOST_SIGNED_SECONDS = 600;

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  csv: 'text/csv',
  json: 'application/json',
  xml: 'application/xml',
};

interface FileToSend {
  readonly ctx: Context;
  readonly storage: FileStorage;
  readonly file: DownloadFile;
  readonly isOpen: boolean;
  readonly guard: StreamGuard;
}

/**
 * Sends a stored file, or where the storage signs, the way to it. Whole, or the range asked for, so
 * that an interrupted download goes on; with its name in Chinese (RFC 6266) and its sha256.
 *
 * @returns whether the first byte is on its way: what counts as a download
 */
export async function sendFile(options: FileToSend): Promise<boolean> {
  const { ctx, file, isOpen } = options;
  attach(ctx, file.name, file.documentId);
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('Accept-Ranges', 'bytes');
  ctx.set('ETag', `"${file.sha256}"`);
  ctx.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
  ctx.set('Cache-Control', isOpen ? 'public, max-age=0, must-revalidate' : 'private, no-store');
  ctx.status = 200;
  if (isOpen && ctx.fresh) {
    ctx.status = 304;
    return false;
  }
  // An address signed for GET refuses HEAD, which is answered here.
  const signed = ctx.method === 'HEAD' ? null : await signedUrl(options);
  if (signed === null) return streamFile(options);
  ctx.set('Cache-Control', 'private, no-store');
  ctx.redirect(signed);
  const range = wantedRange(ctx, file);
  return range === null || (range !== 'unsatisfiable' && range.start === 0);
}

function signedUrl({ storage, file }: FileToSend): Promise<string | null> {
  const configured = Number(process.env.SIGNED_URL_SECONDS ?? SIGNED_SECONDS);
  const seconds = configured >= 1 ? Math.min(configured, MOST_SIGNED_SECONDS) : SIGNED_SECONDS;
  return storage.signedUrl({ key: file.storageKey, fileName: file.name, seconds });
}

async function streamFile({ ctx, storage, file, guard }: FileToSend): Promise<boolean> {
  const range = wantedRange(ctx, file);
  if (range === 'unsatisfiable') {
    ctx.status = 416;
    ctx.set('Content-Range', `bytes */${String(file.bytes)}`);
    ctx.remove('Content-Disposition');
    return false;
  }
  ctx.type = TYPES[file.kind] ?? 'application/octet-stream';
  if (range) {
    ctx.status = 206;
    ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  }
  if (ctx.method !== 'HEAD') {
    const source = await storage.read({ key: file.storageKey, ...(range ?? {}) });
    ctx.body = guardedStream(source, guard);
  }
  ctx.length = range ? range.end - range.start + 1 : file.bytes;
  return ctx.method !== 'HEAD' && (range === null || range.start === 0);
}

/**
 * A range counts only for the same content: If-Range with another ETag asks for the whole. HEAD is told
 * of the whole (RFC 9110 section 14.2).
 */
function wantedRange(ctx: Context, file: DownloadFile): ByteRange | 'unsatisfiable' | null {
  if (ctx.method === 'HEAD') return null;
  const condition = ctx.get('if-range');
  if (condition !== '' && condition !== `"${file.sha256}"`) return null;
  return readRange(ctx.get('range'), file.bytes);
}
