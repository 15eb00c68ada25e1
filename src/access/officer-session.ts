import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

type Authentication =
  | { readonly authenticated: true; readonly credentials: { readonly id: number } }
  | { readonly authenticated: false };

/**
 * Signs requests of the back office's own routes in by the panel's access token, under the same
 * conditions as Strapi's strategy `admin`: a valid token, a session that lives, an active account.
 * Those routes judge rights by the officer's record, so the roles, permissions and ability that
 * Strapi would load for each request (four more queries) are left out.
 *
 * A route names it in `config.auth.strategies`.
 */
export const officerSession = {
  name: 'officer-session',
  authenticate(ctx: Context): Promise<Authentication> {
    const [scheme, token, ...rest] = ctx.get('authorization').split(/\s+/);
    const isBearer = scheme?.toLowerCase() === 'bearer' && rest.length === 0;
    return signIn(ctx, isBearer ? token : undefined);
  },
};

/** The panel sets it for the address of one file and a minute, when a browser is to save that file by itself. */
const DOWNLOAD_COOKIE = 'corpus_download';

/**
 * The same for an address that a browser opens to save a file, which takes no header along: by the
 * same token in a cookie. For routes that only read.
 */
export const downloadSession = {
  name: 'download-session',
  authenticate: (ctx: Context): Promise<Authentication> =>
    signIn(ctx, ctx.cookies.get(DOWNLOAD_COOKIE, { signed: false })),
};

async function signIn(ctx: Context, token: string | undefined): Promise<Authentication> {
  if (token === undefined) return { authenticated: false };
  const { isValid, payload } = strapi.sessionManager('admin').validateAccessToken(token);
  if (!isValid) return { authenticated: false };
  const user = await activeUser(strapi.db.connection, payload.sessionId, payload.userId);
  if (!user) return { authenticated: false };
  (ctx.state as { user?: { id: number } }).user = user;
  return { authenticated: true, credentials: user };
}

async function activeUser(
  db: Core.Strapi['db']['connection'],
  sessionId: string,
  userId: string,
): Promise<{ id: number } | undefined> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `SELECT u.id FROM strapi_sessions s JOIN admin_users u ON u.id::text = s.user_id
     WHERE s.session_id = ? AND s.origin = 'admin' AND s.user_id = ? AND s.expires_at > ? AND u.is_active`,
    [sessionId, userId, new Date()],
  );
  return rows[0];
}
