import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { requireOwnForm } from '../http/form';
import { readReader } from '../pages/reader';
import { signedOutPage, signOutQuestion, type ProviderSignOut } from '../pages/sign-out-page';
import { clearPanelCookies, endPanelSessions } from '../panel/panel-session';
import { clearSignedOutMark, hasSignedOutMark } from '../panel/signed-out-mark';
import { runtimeOf } from '../runtime';
import { describeFault } from '../../../../../oidc/explain-fault';
import { sendPage, withRefusalPage } from '../sign-in/respond';
import { clearSignInCookie, readSignInCookie } from '../sign-in/sign-in-cookie';
import type { SignIn } from '../store/sign-ins';

/** The form that ends the provider's own session; null where it offers none or does not answer. */
async function providerSignOut(
  strapi: Core.Strapi,
  signIn: SignIn | null,
): Promise<ProviderSignOut | null> {
  if (signIn?.idToken == null || signIn.unitType === null) return null;
  const { clients, settings } = runtimeOf(strapi);
  const clientId = settings.providers[signIn.unitType]?.clientId;
  try {
    const endpoint = (await clients[signIn.unitType]?.endSessionEndpoint()) ?? null;
    if (endpoint === null || clientId === undefined) return null;
    const fields = {
      id_token_hint: signIn.idToken,
      client_id: clientId,
      post_logout_redirect_uri: new URL('/login', settings.publicUrl).href,
    };
    return { action: endpoint.href, fields };
  } catch (error) {
    strapi.log.warn(`sign-out at the provider not possible: ${describeFault(error)}`);
    return null;
  }
}

/** The page's content security policy lets forms go to ourselves only; this one goes there too. */
function allowFormTo(ctx: Context, action: string): void {
  const policy = ctx.response.get('content-security-policy');
  const { origin } = new URL(action);
  ctx.set(
    'Content-Security-Policy',
    policy.replace(/form-action [^;]*/, (directive) => `${directive} ${origin}`),
  );
}

/** Ends the session here, and shows the way to end the provider's. */
async function leave(strapi: Core.Strapi, ctx: Context): Promise<void> {
  const { signIns, settings, secureCookies } = runtimeOf(strapi);
  ctx.cookies.secure = secureCookies;
  const handle = readSignInCookie(ctx);
  const signIn = handle === null ? null : await signIns.close(handle);
  if (signIn?.adminUserId != null && signIn.deviceId !== null) {
    await endPanelSessions(strapi, signIn.adminUserId, signIn.deviceId);
  }
  clearSignInCookie(ctx, secureCookies);
  clearSignedOutMark(ctx, secureCookies);
  clearPanelCookies(strapi, ctx, secureCookies);
  const provider = await providerSignOut(strapi, signIn);
  if (provider !== null) allowFormTo(ctx, provider.action);
  sendPage(ctx, signedOutPage(readReader(ctx), { provider, help: settings.help }));
}

/** Signing out here and at the provider; doing it twice changes nothing. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** GET /login/sign-out: asks first, unless the person has just signed out in the panel. */
  async ask(ctx: Context): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      if (hasSignedOutMark(ctx)) await leave(strapi, ctx);
      else sendPage(ctx, signOutQuestion(readReader(ctx), runtimeOf(strapi).settings.help));
    });
  },

  /** POST /login/sign-out */
  async signOut(ctx: Context): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      requireOwnForm(ctx, runtimeOf(strapi).settings.publicUrl);
      await leave(strapi, ctx);
    });
  },
});
