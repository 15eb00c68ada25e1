import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Core } from '@strapi/strapi';
import type { Context, Middleware, Next } from 'koa';
import { toErrorBody } from '../http/domain-errors';
import { DomainError } from '../domain/errors';
import { pickLanguage } from '../messages';
import { postgresCounts } from './shared-counts';
import { WindowCounter } from './window-counter';

interface Limit {
  readonly name: string;
  readonly applies: (ctx: Context) => boolean;
  /** Hits of one address within the window; 0 switches the limit off. */
  readonly most: number;
  readonly windowMs: number;
  /** Counts only answers that refused, so that nobody is locked out by using the service. */
  readonly onlyRefused: boolean;
}

const MINUTE_MS = 60_000;
const EXCHANGE_MS = 1_000;

function setting(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  return Number.isFinite(value) && value >= 0 ? value : fallback;
}

const isPath = (pattern: RegExp) => (ctx: Context) => pattern.test(ctx.path.replace(/\/+/g, '/'));

function limits(): Limit[] {
  return [
    {
      name: 'sign-in',
      applies: (ctx) =>
        ctx.method === 'POST' &&
        isPath(
          /^\/(api\/(auth|members\/sign-in)\/|admin\/(login|forgot-password|reset-password|register)|login\/)/i,
        )(ctx),
      most: setting('RATE_LIMIT_SIGN_IN_FAILURES', 100),
      windowMs: 15 * MINUTE_MS,
      onlyRefused: true,
    },
    {
      name: 'public',
      applies: isPath(/^\/(api\/|graphql(\/|$))/i),
      most: setting('RATE_LIMIT_PUBLIC_PER_MINUTE', 1_200),
      windowMs: MINUTE_MS,
      onlyRefused: false,
    },
  ];
}

/** Asks for a service whether a request for the public interface is within its limit, and counts it. */
const admissions = new WeakMap<
  Core.Strapi,
  (request: IncomingMessage, address: string) => boolean
>();
/** Counted before they came here. */
const counted = new WeakSet<IncomingMessage>();

/** For what answers before the middlewares; refused requests are to go their way. */
export const admitsPublic = (
  strapi: Core.Strapi,
  request: IncomingMessage,
  address: string,
): boolean => admissions.get(strapi)?.(request, address) ?? true;

/**
 * Limits by client address that all instances share (table corpus_rate_counts). Addresses of this
 * machine itself are a proxy that does not say for whom it asks, or an operator's script: counting
 * them would lock out everybody at once, so the public limit leaves them out.
 */
export function rateLimits(strapi: Core.Strapi): Middleware {
  const active = limits()
    .filter(({ most }) => most > 0)
    .map((limit) => ({
      ...limit,
      counter: new WindowCounter({ windowMs: limit.windowMs, now: () => Date.now() }),
    }));
  let exchanged = 0;
  // Started by requests, not by a timer: an idle instance has nothing to tell and nothing to stop.
  const exchange = () => {
    if (Date.now() - exchanged < EXCHANGE_MS) return;
    exchanged = Date.now();
    for (const { name, counter } of active) {
      counter.exchange(postgresCounts(strapi, name)).catch((error: unknown) => {
        strapi.log.warn(`rate limits are not shared for the moment: ${String(error)}`);
      });
    }
  };
  const count = async (ctx: Context, next: Next, limit: (typeof active)[number]) => {
    exchange();
    const { counter, most, onlyRefused } = limit;
    const key = keyOf(ctx.ip);
    const hits =
      onlyRefused || counted.has(ctx.req)
        ? counter.peek(key) + (onlyRefused ? 1 : 0)
        : counter.hit(key);
    if (hits > most) {
      refuse(ctx, counter.secondsLeft());
      return;
    }
    await next();
    if (onlyRefused && [400, 401, 403, 422].includes(ctx.status)) counter.hit(key);
  };
  const open = active.find(({ name }) => name === 'public');
  admissions.set(strapi, (request, address) => {
    if (!open || isLoopback(address)) return true;
    exchange();
    counted.add(request);
    return open.counter.hit(keyOf(address)) <= open.most;
  });
  return (ctx: Context, next: Next) => {
    const limit = active.find(({ applies }) => applies(ctx));
    return !limit || (!limit.onlyRefused && isLoopback(ctx.ip)) ? next() : count(ctx, next, limit);
  };
}

function refuse(ctx: Context, seconds: number): void {
  const error = new DomainError('query.rate_limited', 'too-many', { params: { seconds } });
  const body = toErrorBody(error, pickLanguage(ctx.get('accept-language')));
  ctx.status = body.error.status;
  ctx.set('Retry-After', String(seconds));
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}

/** Addresses are personal data: only a hash is kept, and only for the window. IPv6 by its /64. */
function keyOf(address: string): string {
  const network =
    address.includes(':') && !address.startsWith('::ffff:')
      ? address.split(':').slice(0, 4).join(':')
      : address;
  return createHash('sha256').update(network).digest('base64url').slice(0, 22);
}

function isLoopback(address: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(address);
}
