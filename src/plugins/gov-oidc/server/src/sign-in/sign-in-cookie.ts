import type { Context } from 'koa';
import { newHandle } from '../../../../../oidc/secrets';

const NAME = 'corpus_sign_in';

/** Sent to the pages of signing in and out alone. */
function options(secure: boolean) {
  return {
    path: '/login',
    sameSite: 'lax',
    httpOnly: true,
    signed: false,
    overwrite: true,
    secure,
  } as const;
}

export function setSignInCookie(ctx: Context, secure: boolean): string {
  const handle = newHandle();
  ctx.cookies.set(NAME, handle, options(secure));
  return handle;
}

export function readSignInCookie(ctx: Context): string | null {
  return ctx.cookies.get(NAME, { signed: false }) ?? null;
}

export function clearSignInCookie(ctx: Context, secure: boolean): void {
  ctx.cookies.set(NAME, '', { ...options(secure), expires: new Date(0) });
}
