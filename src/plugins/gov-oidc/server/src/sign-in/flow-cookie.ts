import type { Context } from 'koa';
import type { FlowSecrets } from '../oidc/oidc-client';
import { derive, newHandle } from '../secrets';
import { FLOW_LIFETIME_MS } from '../store/flows';

const PREFIX = 'corpus_flow_';
const HANDLE_PATTERN = /^[\w-]{43}$/;

/** Everything that the provider is sent or asked for follows from the handle in the cookie. */
export function flowSecrets(handle: string): FlowSecrets {
  const part = (purpose: string) => derive(handle, purpose).toString('base64url');
  return { state: part('state'), nonce: part('nonce'), codeVerifier: part('code verifier') };
}

/** A cookie of its own for each flow, so that two tabs do not disturb each other. */
function cookieName(state: string): string {
  return PREFIX + state.slice(0, 16);
}

function cookieOptions(secure: boolean) {
  return { path: '/login', sameSite: 'lax', httpOnly: true, signed: false, secure } as const;
}

export function setFlowCookie(ctx: Context, secure: boolean): string {
  const handle = newHandle();
  const name = cookieName(flowSecrets(handle).state);
  ctx.cookies.set(name, handle, { ...cookieOptions(secure), maxAge: FLOW_LIFETIME_MS });
  return handle;
}

/**
 * The handle that belongs to a callback's state, its cookie removed; null where this browser did
 * not begin that sign-in.
 */
export function takeFlowCookie(ctx: Context, secure: boolean): string | null {
  const { state } = ctx.query;
  if (typeof state !== 'string') return null;
  const name = cookieName(state);
  const handle = ctx.cookies.get(name, { signed: false });
  if (handle === undefined || !HANDLE_PATTERN.test(handle)) return null;
  ctx.cookies.set(name, '', { ...cookieOptions(secure), expires: new Date(0) });
  return flowSecrets(handle).state === state ? handle : null;
}
