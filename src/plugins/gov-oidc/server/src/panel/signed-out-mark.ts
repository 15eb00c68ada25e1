import type { Context, Next } from 'koa';
import { normalise } from './navigation';

const NAME = 'corpus_signed_out';
const LIFETIME_MS = 2 * 60_000;

const OPTIONS = {
  path: '/login',
  sameSite: 'lax',
  httpOnly: true,
  signed: false,
  overwrite: true,
} as const;

/**
 * Marks a browser whose person has just signed out in the panel: its way leads to /login, which
 * then goes on with signing out at the identity provider. A session that ran out is not marked.
 *
 * @param panel Path of the admin panel, such as `/admin`.
 */
export function markSignOut(panel: string, secure: boolean) {
  const mark = (ctx: Context) => {
    if (ctx.status !== 200) return;
    ctx.cookies.secure = secure;
    ctx.cookies.set(NAME, '1', { ...OPTIONS, secure, maxAge: LIFETIME_MS });
  };
  return (ctx: Context, next: Next): Promise<void> => {
    const isSignOut = ctx.method === 'POST' && normalise(ctx.path) === `${panel}/logout`;
    return isSignOut ? next().then(() => mark(ctx)) : next();
  };
}

export function hasSignedOutMark(ctx: Context): boolean {
  return ctx.cookies.get(NAME, { signed: false }) === '1';
}

export function clearSignedOutMark(ctx: Context, secure: boolean): void {
  ctx.cookies.set(NAME, '', { ...OPTIONS, secure, expires: new Date(0) });
}
