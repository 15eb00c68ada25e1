import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { ListResult } from './query/list';

/**
 * Answers text with its ETag. Caches may keep it, but ask each time whether it still holds: what was
 * delisted a moment ago is then gone from them too.
 *
 * @param version Changes whenever the text at this address does; shorter than the text.
 */
export function answerText(ctx: Context, text: string, type: string, version?: string): void {
  // Encoded once: for the fingerprint, for the memory and for the socket.
  const body = Buffer.from(text);
  ctx.set('ETag', `W/"${fingerprint(version ?? body)}"`);
  ctx.set('Cache-Control', 'public, max-age=0, must-revalidate');
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.set('Content-Type', `${type}; charset=utf-8`);
  ctx.body = body;
}

export function answerJson(ctx: Context, json: string, version?: string): void {
  answerText(ctx, json, 'application/json', version);
}

/** `{ data, meta }` around the JSON text of one item. */
export function answerOne(ctx: Context, body: string): void {
  answerJson(ctx, `{"data":${body},"meta":{}}`);
}

export function answerMany(ctx: Context, bodies: readonly string[], meta: object = {}): void {
  answerJson(ctx, `{"data":[${bodies.join(',')}],"meta":${JSON.stringify(meta)}}`);
}

export function answerList(ctx: Context, { bodies, versions, pagination }: ListResult): void {
  const meta = JSON.stringify({ pagination });
  const version = versions === null ? undefined : `${versions.join()}${meta}`;
  answerJson(ctx, `{"data":[${bodies.join(',')}],"meta":${meta}}`, version);
}

function fingerprint(body: Buffer | string): string {
  return createHash('sha1').update(body).digest('base64url');
}
