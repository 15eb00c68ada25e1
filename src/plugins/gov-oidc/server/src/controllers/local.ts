import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../../../domain/errors';
import { formOf, requireOwnForm } from '../http/form';
import { localPage } from '../pages/local-page';
import { readReader } from '../pages/reader';
import { openPanelSession, panelLifetimeMs } from '../panel/panel-session';
import { runtimeOf } from '../runtime';
import { sendPage, withRefusalPage } from '../sign-in/respond';
import { setSignInCookie } from '../sign-in/sign-in-cookie';

interface AuthService {
  checkCredentials(credentials: object): Promise<[unknown, { id: number } | false]>;
}

/** Which sentence a refused attempt gets; locked accounts are told so. */
async function attempt(
  strapi: Core.Strapi,
  form: Readonly<Record<string, unknown>>,
): Promise<{ id: number } | 'accounts.locked' | 'accounts.password_wrong'> {
  const { email, password } = form;
  if (typeof email !== 'string' || typeof password !== 'string' || password.length > 1000) {
    return 'accounts.password_wrong';
  }
  const auth = strapi.service('admin::auth') as unknown as AuthService;
  try {
    const [, user] = await auth.checkCredentials({ email, password });
    return user === false ? 'accounts.password_wrong' : user;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'accounts.locked') return 'accounts.locked';
    throw error;
  }
}

/** Into the panel, in a session that signing out at /login/sign-out finds and ends. */
async function enter(strapi: Core.Strapi, ctx: Context, adminUserId: number): Promise<void> {
  const { signIns, secureCookies: secure } = runtimeOf(strapi);
  const deviceId = await openPanelSession(strapi, ctx, { adminUserId, secure });
  await signIns.open(
    setSignInCookie(ctx, secure),
    {
      ...{ unitType: null, officerId: null, providerSessionId: null, idToken: null },
      ...{ adminUserId, deviceId },
    },
    { now: new Date(), lifetimeMs: panelLifetimeMs(strapi) },
  );
}

/** Password login of the break-glass accounts; hidden where none is named. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** GET /login/local */
  show(ctx: Context): void {
    const { breakGlass, help } = runtimeOf(strapi).settings;
    if (breakGlass.length === 0) {
      ctx.redirect('/login');
      return;
    }
    sendPage(ctx, localPage(readReader(ctx), { refusal: null, help }));
  },

  /** POST /login/local */
  async signIn(ctx: Context): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      const { settings, secureCookies: secure } = runtimeOf(strapi);
      requireOwnForm(ctx, settings.publicUrl);
      ctx.cookies.secure = secure;
      const result = await attempt(strapi, formOf(ctx));
      if (typeof result === 'string') {
        ctx.status = 401;
        sendPage(ctx, localPage(readReader(ctx), { refusal: result, help: settings.help }));
        return;
      }
      await enter(strapi, ctx, result.id);
      ctx.status = 303;
      ctx.redirect(strapi.config.get<string>('admin.path', '/admin'));
    });
  },
});
