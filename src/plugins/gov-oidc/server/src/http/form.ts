import type { Context } from 'koa';
import { DomainError } from '../../../../../domain/errors';

/** The posted fields; a body of another kind counts as empty. */
export function formOf(ctx: Context): Readonly<Record<string, unknown>> {
  const { body } = ctx.request as { body?: unknown };
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/**
 * Forms come from our own pages. Lax cookies keep other sites out already; this says it again for
 * browsers that send an Origin.
 *
 * @throws {DomainError} request.forbidden (403) for a form of another site.
 */
export function requireOwnForm(ctx: Context, publicUrl: URL): void {
  const origin = ctx.get('origin');
  const foreign = origin !== '' && origin !== publicUrl.origin && origin !== ctx.origin;
  if (foreign || ctx.get('sec-fetch-site') === 'cross-site') {
    throw new DomainError('request.forbidden', 'forbidden');
  }
}
