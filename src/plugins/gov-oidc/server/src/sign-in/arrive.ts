import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../../../domain/errors';
import { openPanelSession } from '../panel/panel-session';
import { runtimeOf } from '../runtime';
import { newHandle } from '../secrets';
import type { Arrival } from './sign-in-service';

export const SIGN_IN_COOKIE = 'corpus_sign_in';

/** Longest life of a sign-in, in milliseconds: as long as the panel's session may last. */
function lifetimeMs(strapi: Core.Strapi): number {
  return strapi.config.get<number>('admin.auth.sessions.maxSessionLifespan', 12 * 60 * 60) * 1000;
}

/** After a verified sign-in: into the panel. */
export async function arrive(strapi: Core.Strapi, ctx: Context, arrival: Arrival): Promise<void> {
  const { officer, unitType, signedIn } = arrival;
  const { signIns, secureCookies: secure } = runtimeOf(strapi);
  const { adminUserId, role } = officer;
  if (role === null || adminUserId === null) {
    throw new DomainError('accounts.no_role', 'forbidden');
  }
  const deviceId = await openPanelSession(strapi, ctx, { adminUserId, secure });
  const handle = newHandle();
  await signIns.open(
    handle,
    {
      unitType,
      officerId: officer.id,
      adminUserId,
      deviceId,
      providerSessionId: signedIn.sessionId,
      idToken: signedIn.idToken,
    },
    { now: new Date(), lifetimeMs: lifetimeMs(strapi) },
  );
  ctx.cookies.set(SIGN_IN_COOKIE, handle, {
    path: '/login',
    sameSite: 'lax',
    httpOnly: true,
    signed: false,
    overwrite: true,
    secure,
  });
  ctx.redirect(strapi.config.get<string>('admin.path', '/admin'));
}
