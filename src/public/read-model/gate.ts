import type { Context, Middleware, Next } from 'koa';
import { DomainError } from '../../domain/errors';
import { answerDomainErrors } from '../../http/domain-errors';
import { readModelState } from './state';

const PUBLIC =
  /^\/(api\/(datasets|search|corpus|tags|themes|licences|agencies|catalog|oai|access-applications)(\/|\.|$)|graphql$|sitemap\.xml$|feed\.atom$)/i;
const RETRY_SECONDS = 10;

/** While a new version's read model is being filled, what reads it is told to come back. */
export function readModelGate(): Middleware {
  return (ctx: Context, next: Next) => {
    if (!readModelState.building || !PUBLIC.test(ctx.path)) return next();
    ctx.set('Retry-After', String(RETRY_SECONDS));
    ctx.set('Cache-Control', 'no-store');
    return answerDomainErrors(ctx, () =>
      Promise.reject(new DomainError('corpus.being_built', 'unavailable')),
    );
  };
}
