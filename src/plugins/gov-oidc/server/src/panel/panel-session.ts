import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

const REFRESH_COOKIE = 'strapi_admin_refresh';
const ACCESS_COOKIE = 'jwtToken';

export interface CookieOptions {
  readonly path: string;
  readonly sameSite: 'lax';
  readonly secure: boolean;
  readonly overwrite: true;
}

/** Where and how the panel's own cookies are set; the same as Strapi does for a password login. */
export function panelCookieOptions(strapi: Core.Strapi, secure: boolean): CookieOptions {
  const path = strapi.config.get<string>('admin.auth.cookie.path', '/admin');
  return { path, sameSite: 'lax', secure, overwrite: true };
}

/**
 * Logs the browser in to the admin panel as Strapi's Community Edition does it: a refresh token
 * in an HttpOnly cookie, an access token in a readable one.
 *
 * @returns the session's device id, by which it can be ended.
 */
export async function openPanelSession(
  strapi: Core.Strapi,
  ctx: Context,
  session: { adminUserId: number; secure: boolean },
): Promise<string> {
  const sessions = strapi.sessionManager('admin');
  const deviceId = randomUUID();
  const userId = String(session.adminUserId);
  const refresh = await sessions.generateRefreshToken(userId, deviceId, { type: 'session' });
  const access = await sessions.generateAccessToken(refresh.token);
  if ('error' in access) throw new Error('The panel session could not be opened.');
  const options = panelCookieOptions(strapi, session.secure);
  ctx.cookies.set(REFRESH_COOKIE, refresh.token, { ...options, httpOnly: true });
  ctx.cookies.set(ACCESS_COOKIE, access.token, { ...options, httpOnly: false, signed: false });
  return deviceId;
}

/** Longest life of the panel's session, in milliseconds. */
export function panelLifetimeMs(strapi: Core.Strapi): number {
  return strapi.config.get<number>('admin.auth.sessions.maxSessionLifespan', 12 * 60 * 60) * 1000;
}

/** Ends sessions of the panel: one device's, or all of the user's. */
export async function endPanelSessions(
  strapi: Core.Strapi,
  adminUserId: number,
  deviceId?: string,
): Promise<void> {
  await strapi.sessionManager('admin').invalidateRefreshToken(String(adminUserId), deviceId);
}

export function clearPanelCookies(strapi: Core.Strapi, ctx: Context, secure: boolean): void {
  const options = { ...panelCookieOptions(strapi, secure), expires: new Date(0) };
  ctx.cookies.set(REFRESH_COOKIE, '', { ...options, httpOnly: true });
  ctx.cookies.set(ACCESS_COOKIE, '', { ...options, httpOnly: false, signed: false });
}
