import type { Core } from '@strapi/strapi';
import type { Context, Middleware, Next } from 'koa';
import { areaOf, requestsInFlight, requestSeconds } from './metrics';
import { chooseRequestId, requestContext } from './request-context';
import { serviceState } from './state';

const MAX_PATH_CHARACTERS = 300;
/** Asked every few seconds by machines; logged only when they fail. */
const QUIET = new Set(['/livez', '/readyz', '/metrics', '/_health']);
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Gives each request an id (a sane `x-request-id` is kept), answers it back, and writes one line
 * when the answer has left: method, path without query string, status, milliseconds, bytes. No
 * address, no user agent, no person.
 */
export function requestLog(strapi: Core.Strapi): Middleware {
  return (ctx: Context, next: Next) => {
    const requestId = chooseRequestId(ctx.get('x-request-id'));
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    return requestContext.run({ requestId }, async () => {
      const started = performance.now();
      requestsInFlight.inc();
      ctx.res.once('close', () => {
        finish({ strapi, ctx, started, requestId });
      });
      try {
        await next();
      } finally {
        // A kept-alive connection would hold up the shutdown.
        if (serviceState.draining && !ctx.headerSent) ctx.set('Connection', 'close');
      }
    });
  };
}

function finish(options: {
  strapi: Core.Strapi;
  ctx: Context;
  started: number;
  requestId: string;
}): void {
  const { strapi, ctx, started, requestId } = options;
  const milliseconds = Math.round((performance.now() - started) * 10) / 10;
  const path = ctx.path.slice(0, MAX_PATH_CHARACTERS);
  const status = ctx.res.statusCode;
  const method = METHODS.has(ctx.method) ? ctx.method : 'other';
  requestsInFlight.dec();
  requestSeconds.observe(
    { method, area: areaOf(path), status: `${String(Math.floor(status / 100))}xx` },
    milliseconds / 1000,
  );
  if (QUIET.has(path) && status < 400) return;
  const level = status >= 500 ? 'error' : 'info';
  // The logger would write the line before it looks at its level.
  if (!strapi.log.isLevelEnabled(level)) return;
  strapi.log.log(level, 'request', {
    requestId,
    method,
    path,
    status,
    milliseconds,
    bytes: Number(ctx.res.getHeader('content-length') ?? 0),
    // The client went away, or the process ended, before the answer was whole.
    ...(ctx.res.writableFinished ? {} : { cut: true }),
  });
}
