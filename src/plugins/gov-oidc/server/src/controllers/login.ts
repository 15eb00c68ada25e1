import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isUnitType, UNIT_TYPES } from '../../../../../domain/accounts/unit-types';
import { DomainError } from '../../../../../domain/errors';
import { postedResponse, setFlowCookie, takeFlowCookie } from '../../../../../oidc/flow-cookie';
import { loginPage } from '../pages/login-page';
import { readReader } from '../pages/reader';
import { STYLE_SHEET } from '../pages/style';
import { hasSignedOutMark } from '../panel/signed-out-mark';
import { runtimeOf } from '../runtime';
import { arrive } from '../sign-in/arrive';
import { sendPage, withRefusalPage } from '../sign-in/respond';
import { finishSignIn, startSignIn } from '../sign-in/sign-in-service';

const COOKIE_PATH = '/login';

/** The pages of signing in; each answers HTML, also when it refuses. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** GET /login */
  show(ctx: Context): void {
    if (hasSignedOutMark(ctx)) {
      ctx.set('Cache-Control', 'no-store');
      ctx.redirect('/login/sign-out');
      return;
    }
    const { clients, settings } = runtimeOf(strapi);
    const open = UNIT_TYPES.filter((type) => clients[type] !== null);
    sendPage(ctx, loginPage(readReader(ctx), { open, help: settings.help }));
  },

  /** GET /login/start/:unitType: to the identity provider. */
  async start(ctx: Context & { params: { unitType?: string } }): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      const { unitType } = ctx.params;
      if (!isUnitType(unitType)) throw new DomainError('accounts.unit_type_unavailable', 'missing');
      const { settings, secureCookies } = runtimeOf(strapi);
      // The callback comes to the configured address: begin there, so that the cookie is there too.
      if (ctx.host !== settings.publicUrl.host && ctx.query.moved === undefined) {
        ctx.redirect(new URL(`/login/start/${unitType}?moved=1`, settings.publicUrl).href);
        return;
      }
      ctx.cookies.secure = secureCookies;
      const handle = setFlowCookie(ctx, { path: COOKIE_PATH, secure: secureCookies });
      const url = await startSignIn(strapi, { handle, unitType, now: new Date() });
      ctx.set('Cache-Control', 'no-store');
      ctx.redirect(url.href);
    });
  },

  /** GET /login/callback: back from the identity provider. */
  async callback(ctx: Context): Promise<void> {
    await withRefusalPage(strapi, ctx, async () => {
      const { secureCookies } = runtimeOf(strapi);
      ctx.cookies.secure = secureCookies;
      const handle = takeFlowCookie(ctx, { path: COOKIE_PATH, secure: secureCookies });
      const response = new URLSearchParams(ctx.querystring);
      const arrival = await finishSignIn(strapi, { handle, response, now: new Date() });
      await arrive(strapi, ctx, arrival);
    });
  },

  /** POST /login/callback: response_mode=form_post. */
  callbackByForm(ctx: Context): void {
    const response = postedResponse((ctx.request as { body?: unknown }).body);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 303;
    ctx.redirect(`/login/callback?${response.toString()}`);
  },

  /** GET /login/assets/login.css */
  styleSheet(ctx: Context): void {
    ctx.set('Cache-Control', 'public, max-age=3600');
    ctx.type = 'css';
    ctx.body = STYLE_SHEET;
  },
});
