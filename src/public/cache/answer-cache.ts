import type { Context, Middleware, Next } from 'koa';
import { isKept, type AnswerMemory, type KeptAnswer } from './answer-memory';

/** Answers from memory what the fast lane left to Koa, and keeps what Koa answers; never refusals. */
export function answerCache(memory: AnswerMemory): Middleware {
  return async (ctx: Context, next: Next) => {
    const { version } = memory;
    if (version === null || !isCacheable(ctx)) {
      await next();
      return;
    }
    const kept = memory.get(ctx.url);
    if (kept) {
      answer(ctx, kept);
      return;
    }
    await next();
    const { body } = ctx;
    if (ctx.status !== 200 || !Buffer.isBuffer(body) || ctx.response.get('ETag') === '') return;
    memory.keep(ctx.url, version, {
      body,
      type: ctx.response.get('Content-Type'),
      etag: ctx.response.get('ETag'),
      cacheControl: ctx.response.get('Cache-Control'),
    });
  };
}

/** The back office's writes: all that changes what is public comes through these doors. */
const BACK_OFFICE =
  /^\/(review-workflow|gov-oidc|access-review|members|content-manager|upload|admin)(\/|$)/i;

/**
 * Whoever was told that a transition is done reads its result from this instance at once; others
 * hear of it from the database some milliseconds later.
 */
export function afterWrites(changed: () => void): Middleware {
  return (ctx: Context, next: Next) =>
    ctx.method !== 'GET' && ctx.method !== 'HEAD' && BACK_OFFICE.test(ctx.path)
      ? next().then(changed)
      : next();
}

function isCacheable(ctx: Context): boolean {
  // CORS is decided further in, by origin.
  return ctx.method === 'GET' && isKept(ctx.path) && ctx.get('origin') === '';
}

function answer(ctx: Context, kept: KeptAnswer): void {
  ctx.set({ ETag: kept.etag, 'Cache-Control': kept.cacheControl, Vary: 'Origin' });
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.set('Content-Type', kept.type);
  ctx.body = kept.body;
}
