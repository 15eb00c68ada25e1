import { hash } from 'node:crypto';
import type { Context } from 'koa';
import type { ListText } from './query/list';

/** An answer before it is one of HTTP: the same by every way to it. */
export interface PublicText {
  readonly text: string;
  /** Changes whenever the text at this address does, and is shorter; else the text itself does. */
  readonly version?: string;
}

/**
 * Caches may keep an answer, but ask each time whether it still holds: what was delisted a moment ago
 * is then gone from them too.
 */
export const CACHE_CONTROL = 'public, max-age=0, must-revalidate';

/** Encoded once: for the fingerprint, for the memory and for the socket. */
export function encode({ text, version }: PublicText): { body: Buffer; etag: string } {
  const body = Buffer.from(text);
  return { body, etag: `W/"${hash('sha1', version ?? body, 'base64url')}"` };
}

/** Answers text with its ETag. */
export function answerText(ctx: Context, answer: PublicText, type: string): void {
  const { body, etag } = encode(answer);
  ctx.set('ETag', etag);
  ctx.set('Cache-Control', CACHE_CONTROL);
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.set('Content-Type', `${type}; charset=utf-8`);
  ctx.body = body;
}

export function answerJson(ctx: Context, answer: PublicText): void {
  answerText(ctx, answer, 'application/json');
}

/** `{ data, meta }` around the JSON text of one item. */
export const oneText = (body: string): PublicText => ({ text: `{"data":${body},"meta":{}}` });

export const manyText = (bodies: readonly string[]): PublicText => ({
  text: `{"data":[${bodies.join(',')}],"meta":{}}`,
});

/** A list with what its `meta` says. */
export function listText({ text, versions }: Pick<ListText, 'text' | 'versions'>, meta: object) {
  const told = JSON.stringify(meta);
  return {
    text: `{"data":[${text}],"meta":${told}}`,
    ...(versions !== null && { version: `${versions}${told}` }),
  };
}

export function answerOne(ctx: Context, body: string): void {
  answerJson(ctx, oneText(body));
}

export function answerList(ctx: Context, list: ListText): void {
  answerJson(ctx, listText(list, { pagination: list.pagination }));
}
