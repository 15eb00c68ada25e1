import type { Context, Next } from 'koa';

const REFRESH_COOKIE = 'strapi_admin_refresh';

/** As the router reads a path: without case, repeated slashes, or percent-encoding. */
export function normalise(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Left as it is: such a path leads nowhere.
  }
  return decoded.toLowerCase().replace(/\/{2,}/g, '/');
}

function wantsPage(ctx: Context): boolean {
  return ctx.method === 'GET' && ctx.get('accept').includes('text/html');
}

function isPanelPage(path: string, panel: string): boolean {
  return (path === panel || path.startsWith(`${panel}/`)) && !/\.[a-z0-9]+$/.test(path);
}

/**
 * Sends people who open the panel without a session to /login, and everybody who opens one of the
 * panel's own forms for passwords and registration.
 *
 * @param panel Path of the admin panel, such as `/admin`.
 */
export function redirectToLogin(panel: string) {
  const home = panel.toLowerCase();
  return (ctx: Context, next: Next): Promise<void> => {
    if (!wantsPage(ctx)) return next();
    const path = normalise(ctx.path);
    const hasSession = ctx.cookies.get(REFRESH_COOKIE) !== undefined;
    if (!isPanelPage(path, home) || (hasSession && !path.startsWith(`${home}/auth/`)))
      return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.redirect('/login');
    return Promise.resolve();
  };
}
