import type { ServerResponse } from 'node:http';
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
        requestsInFlight.dec();
        const { method, path, res } = ctx;
        noteAnswer(strapi, { method, path, res, started, requestId });
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

export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly res: ServerResponse;
  /** `performance.now()` when the request came. */
  readonly started: number;
  readonly requestId: string;
  /** Of the body; by default as the answer's header says. */
  readonly bytes?: number;
}

/** The measure and the line of a request whose answer has left. */
export function noteAnswer(strapi: Core.Strapi, answered: Answered): void {
  const { res, started, requestId } = answered;
  const milliseconds = Math.round((performance.now() - started) * 10) / 10;
  const path = answered.path.slice(0, MAX_PATH_CHARACTERS);
  const status = res.statusCode;
  const method = METHODS.has(answered.method) ? answered.method : 'other';
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
    bytes: answered.bytes ?? Number(res.getHeader('content-length') ?? 0),
    // The client went away, or the process ended, before the answer was whole.
    ...(res.writableFinished ? {} : { cut: true }),
  });
}
