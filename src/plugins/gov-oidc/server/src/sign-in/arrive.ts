import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { endPanelSessions, openPanelSession, panelLifetimeMs } from '../panel/panel-session';
import { runtimeOf } from '../runtime';
import { readSignInCookie, setSignInCookie } from './sign-in-cookie';
import type { Arrival } from './sign-in-service';

/** How long an officer without a role may fill in the application, in milliseconds. */
const APPLICANT_LIFETIME_MS = 60 * 60_000;

/** After a verified sign-in: into the panel, or to 選擇申請身分 where there is no role yet. */
export async function arrive(strapi: Core.Strapi, ctx: Context, arrival: Arrival): Promise<void> {
  const { officer, unitType, signedIn } = arrival;
  const { signIns, secureCookies: secure } = runtimeOf(strapi);
  const adminUserId = officer.role === null ? null : officer.adminUserId;
  const before = readSignInCookie(ctx);
  const replaced = before === null ? null : await signIns.close(before);
  if (replaced?.adminUserId != null && replaced.deviceId !== null) {
    await endPanelSessions(strapi, replaced.adminUserId, replaced.deviceId);
  }
  const deviceId =
    adminUserId === null ? null : await openPanelSession(strapi, ctx, { adminUserId, secure });
  const lifetimeMs = adminUserId === null ? APPLICANT_LIFETIME_MS : panelLifetimeMs(strapi);
  await signIns.open(
    setSignInCookie(ctx, secure),
    {
      unitType,
      officerId: officer.id,
      adminUserId,
      deviceId,
      providerSessionId: signedIn.sessionId,
      idToken: signedIn.idToken,
    },
    { now: new Date(), lifetimeMs },
  );
  ctx.set('Cache-Control', 'no-store');
  ctx.redirect(
    adminUserId === null ? '/login/application' : strapi.config.get<string>('admin.path', '/admin'),
  );
}
