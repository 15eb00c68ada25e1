import type { Context } from 'koa';
import type { FlowSecrets } from './oidc-client';
import { derive, newHandle } from './secrets';

/** How long a person may take at the identity provider, in milliseconds. */
export const FLOW_LIFETIME_MS = 15 * 60_000;

/** Where the cookie of a sign-in under way is sent, and whether over TLS alone. */
export interface FlowCookieScope {
  readonly path: string;
  readonly secure: boolean;
}

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

function options({ path, secure }: FlowCookieScope) {
  return { path, sameSite: 'lax', httpOnly: true, signed: false, secure } as const;
}

export function setFlowCookie(ctx: Context, scope: FlowCookieScope): string {
  const handle = newHandle();
  const name = cookieName(flowSecrets(handle).state);
  ctx.cookies.set(name, handle, { ...options(scope), maxAge: FLOW_LIFETIME_MS });
  return handle;
}

/**
 * The handle that belongs to a callback's state, its cookie removed; null where this browser did
 * not begin that sign-in.
 */
export function takeFlowCookie(ctx: Context, scope: FlowCookieScope): string | null {
  const { state } = ctx.query;
  if (typeof state !== 'string') return null;
  const name = cookieName(state);
  if (!/^[\w-]+$/.test(name)) return null;
  const handle = ctx.cookies.get(name, { signed: false });
  if (handle === undefined || !HANDLE_PATTERN.test(handle)) return null;
  ctx.cookies.set(name, '', { ...options(scope), expires: new Date(0) });
  return flowSecrets(handle).state === state ? handle : null;
}

/**
 * The fields of response_mode=form_post as a query. A form from another site carries no lax cookie,
 * so the browser is sent on to the same address with GET, which does.
 */
export function postedResponse(body: unknown): URLSearchParams {
  const response = new URLSearchParams();
  for (const [name, value] of Object.entries(typeof body === 'object' && body ? body : {})) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value as unknown]) {
      if (typeof item === 'string') response.append(name, item);
    }
  }
  return response;
}
