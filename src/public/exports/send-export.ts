import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { FileStorage } from '../../ingest/storage';
import { attach } from '../downloads/attach';
import { guardedStream, type StreamGuard } from '../downloads/guarded-stream';
import { readRange, type ByteRange } from '../downloads/range';
import type { Shard } from './export-task';
import type { ExportFormat } from './shards';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/jsonl; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

interface ExportToSend {
  readonly ctx: Context;
  readonly storage: FileStorage;
  readonly guard: StreamGuard;
  readonly format: ExportFormat;
  /** File name for the reader, in Chinese too. */
  readonly name: string;
  /** One after the other, as one file. */
  readonly shards: readonly Shard[];
}

/**
 * Sends stored files of an export as one: whole, or the range asked for.
 *
 * @returns whether its first byte is on its way: what counts as a download
 */
export function sendExport(options: ExportToSend): boolean {
  const { ctx, shards, guard } = options;
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const etag = describe(options);
  const condition = ctx.get('if-range');
  const applies = ctx.method !== 'HEAD' && (condition === '' || condition === etag);
  const range = applies ? readRange(ctx.get('range'), bytes) : null;
  if (range === 'unsatisfiable') {
    ctx.status = 416;
    ctx.set('Content-Range', `bytes */${String(bytes)}`);
    ctx.remove('Content-Disposition');
    return false;
  }
  ctx.status = range ? 206 : 200;
  if (range) ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${bytes}`);
  const wanted = range ?? { start: 0, end: bytes - 1 };
  if (ctx.method !== 'HEAD') {
    ctx.body = guardedStream(
      Readable.from(piecesOf(options, wanted), { objectMode: false }),
      guard,
    );
  }
  ctx.length = wanted.end - wanted.start + 1;
  return ctx.method !== 'HEAD' && wanted.start === 0;
}

/** Headers that say what it is. @returns the ETag */
function describe({ ctx, shards, name, format }: ExportToSend): string {
  // Names begin with the identifier.
  attach(ctx, name, /^\d{8}/.exec(name)?.[0] ?? 'export');
  ctx.set('Content-Type', TYPES[format]);
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('Accept-Ranges', 'bytes');
  const etag = `"${hashOf(shards)}"`;
  ctx.set('ETag', etag);
  const [only] = shards;
  if (only && shards.length === 1) {
    ctx.set('Repr-Digest', `sha-256=:${Buffer.from(only.sha256, 'hex').toString('base64')}:`);
  }
  return etag;
}

const hashOf = (shards: readonly Shard[]): string =>
  createHash('sha256')
    .update(shards.map(({ sha256 }) => sha256).join())
    .digest('hex');

async function* piecesOf(
  { storage, shards }: ExportToSend,
  range: ByteRange,
): AsyncGenerator<Buffer> {
  let at = 0;
  for (const { key, bytes } of shards) {
    const start = Math.max(range.start - at, 0);
    const end = Math.min(range.end - at, bytes - 1);
    at += bytes;
    if (start > end) continue;
    for await (const chunk of await storage.read({ key, start, end })) yield chunk as Buffer;
  }
}
