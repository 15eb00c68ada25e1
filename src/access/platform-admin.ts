import type { Context } from 'koa';
import { DomainError } from '../domain/errors';

interface AdminUser {
  readonly id: number;
  readonly roles?: readonly { readonly code: string }[];
}

const ROLES = new Set(['platform-admin', 'strapi-super-admin']);

/**
 * The platform admin who asks.
 *
 * @throws DomainError request.forbidden (403) for all others
 */
export function requirePlatformAdmin(ctx: Context): { readonly id: number } {
  const user = (ctx.state as { user?: AdminUser }).user;
  if (!user?.roles?.some(({ code }) => ROLES.has(code))) {
    throw new DomainError('request.forbidden', 'forbidden');
  }
  return user;
}
