import type { Context, Middleware, Next } from 'koa';
import { DomainError } from '../domain/errors';
import { toErrorBody } from '../http/domain-errors';
import { pickLanguage } from '../messages';
import type { DatabaseWatch } from './database-watch';

/** What Strapi makes of a failed query: authentication says 401 or 403, everything else 500. */
const SUSPECT = new Set([401, 403, 500]);
const RETRY_AFTER_SECONDS = 5;
const STATIC = /\.(css|gif|ico|jpe?g|js|json|map|png|svg|txt|webp|woff2?)$/i;

/**
 * Answers 503 while the database is gone: at once when that is known, and in place of the 401 or
 * 500 that Strapi would give for the request that finds out. Files of the admin panel still load.
 */
export function databaseGate(watch: DatabaseWatch): Middleware {
  return async (ctx: Context, next: Next) => {
    watch.listen();
    if (watch.down && !isStatic(ctx) && !(await watch.isUp())) {
      answerUnavailable(ctx);
      return;
    }
    const started = performance.now();
    try {
      await next();
    } catch (error) {
      if (!watch.note(error)) throw error;
      answerUnavailable(ctx);
      return;
    }
    if (SUSPECT.has(ctx.status) && watch.lastFailureAt >= started) answerUnavailable(ctx);
  };
}

function isStatic(ctx: Context): boolean {
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return false;
  return STATIC.test(ctx.path) || ctx.get('accept').startsWith('text/html');
}

function answerUnavailable(ctx: Context): void {
  const error = new DomainError('request.unavailable', 'unavailable');
  const body = toErrorBody(error, pickLanguage(ctx.get('accept-language')));
  ctx.status = body.error.status;
  ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  ctx.set('Cache-Control', 'no-store');
  ctx.remove('Set-Cookie');
  ctx.body = body;
}
