import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

export interface Member {
  readonly id: number;
  readonly email: string;
}

interface UserRecord extends Member {
  readonly blocked: boolean | null;
  readonly confirmed: boolean | null;
}

interface TokenService {
  getToken(ctx: Context): Promise<{ id?: number } | null>;
}

interface UserService {
  fetchAuthenticatedUser(id: number): Promise<UserRecord | null>;
}

/**
 * The member whose token the request carries; null for strangers, and for tokens that are wrong or
 * no longer count. Used where a route serves both.
 */
export async function memberOf(strapi: Core.Strapi, ctx: Context): Promise<Member | null> {
  if (!ctx.get('authorization').toLowerCase().startsWith('bearer ')) return null;
  const plugin = strapi.plugin('users-permissions');
  const jwt = plugin.service<TokenService>('jwt');
  const users = plugin.service<UserService>('user');
  const token = await jwt.getToken(ctx).catch(() => null);
  if (token?.id === undefined) return null;
  const user = await users.fetchAuthenticatedUser(token.id);
  if (!user || user.blocked || user.confirmed === false) return null;
  return { id: user.id, email: user.email };
}
