import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import {
  isApplicationRole,
  type ApplicationRole,
} from '../../../../../domain/accounts/application';
import { runtimeOf } from '../runtime';
import { decrypt, encrypt } from '../../../../../oidc/secrets';

/** What an officer had filled in when the sign-in ran out. */
export interface KeptForm {
  readonly email: string;
  readonly role: ApplicationRole | null;
}

const NAME = 'corpus_application';
const PURPOSE = 'application form';
const LIFETIME_MS = 60 * 60_000;
/** Longest e-mail that is kept, in UTF-16 units; a cookie holds 4 KiB. */
const MAX_EMAIL = 254;

function options(strapi: Core.Strapi) {
  const { secureCookies: secure } = runtimeOf(strapi);
  return {
    path: '/login',
    sameSite: 'lax',
    httpOnly: true,
    signed: false,
    overwrite: true,
    secure,
  } as const;
}

/** A hidden field of the form: whose it is, readable here alone. */
export function sealApplicant(strapi: Core.Strapi, officerId: number): string {
  return encrypt(String(officerId), runtimeOf(strapi).settings.secret, PURPOSE);
}

/**
 * Keeps a form that came after its sign-in had run out, in the browser and encrypted, for the
 * officer who filled it in.
 *
 * @param form The posted fields; `applicant` is the field of {@link sealApplicant}.
 * @returns whether it was kept.
 */
export function keepForm(
  strapi: Core.Strapi,
  ctx: Context,
  form: Readonly<Record<string, unknown>>,
): boolean {
  const { secret } = runtimeOf(strapi).settings;
  const { applicant, email, role } = form;
  const officerId = typeof applicant === 'string' ? decrypt(applicant, secret, PURPOSE) : null;
  if (officerId === null || typeof email !== 'string' || email.length > MAX_EMAIL) return false;
  const kept = { officerId, email, role: isApplicationRole(role) ? role : null };
  const value = encrypt(JSON.stringify(kept), secret, PURPOSE);
  const cookie = options(strapi);
  ctx.cookies.secure = cookie.secure;
  ctx.cookies.set(NAME, value, { ...cookie, maxAge: LIFETIME_MS });
  return true;
}

/** The form that this officer had filled in; null where there is none, or it is somebody else's. */
export function readKeptForm(
  strapi: Core.Strapi,
  ctx: Context,
  officerId: number,
): KeptForm | null {
  const value = ctx.cookies.get(NAME, { signed: false });
  if (value === undefined || value === '') return null;
  const text = decrypt(value, runtimeOf(strapi).settings.secret, PURPOSE);
  if (text?.startsWith('{') !== true) return null;
  const kept = JSON.parse(text) as KeptForm & { officerId: string };
  return kept.officerId === String(officerId) ? { email: kept.email, role: kept.role } : null;
}

export function forgetForm(strapi: Core.Strapi, ctx: Context): void {
  const cookie = options(strapi);
  ctx.cookies.secure = cookie.secure;
  ctx.cookies.set(NAME, '', { ...cookie, expires: new Date(0) });
}
