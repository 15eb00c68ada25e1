import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { parseExchange, parseSiteRequest } from '../../../domain/members/site-request';
import {
  exchangeCode,
  finishMemberSignIn,
  logMemberOut,
  providerSignOut,
  startMemberSignIn,
  takeMemberFlow,
} from '../../../members/sign-in/sign-in';
import { memberSignIn, SIGN_IN_PATH } from '../../../members/sign-in/runtime';
import { describeFault, explainFault } from '../../../oidc/explain-fault';
import { postedResponse, setFlowCookie, takeFlowCookie } from '../../../oidc/flow-cookie';

/** Members' sign-in through an identity provider; the public site begins it and gets a code. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const cookieScope = (ctx: Context) => {
    const secure = memberSignIn(strapi).publicUrl.protocol === 'https:';
    ctx.cookies.secure = secure;
    return { path: SIGN_IN_PATH, secure };
  };
  const answer = (ctx: Context) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Referrer-Policy', 'no-referrer');
  };

  /** Back to the site's own page; where it is comes from the settings alone. */
  const toSite = (ctx: Context, values: Readonly<Record<string, string>>) => {
    const page = new URL(memberSignIn(strapi).signedInUrl);
    for (const [name, value] of Object.entries(values)) {
      if (value !== '') page.searchParams.set(name, value);
    }
    ctx.redirect(page.href);
  };

  const refused = (ctx: Context, error: unknown): { error: string; request_id: string } => {
    const { code } = explainFault(error);
    const requestId = (ctx.state as { requestId?: string }).requestId ?? randomUUID();
    strapi.log.warn(`member sign-in refused ${code} [${requestId}] ${describeFault(error)}`);
    return { error: code, request_id: requestId };
  };

  return {
    /** GET /api/members/sign-in/start?challenge=…&state=… */
    async start(ctx: Context) {
      answer(ctx);
      const { publicUrl } = memberSignIn(strapi);
      const site = parseSiteRequest(ctx.query);
      // The callback comes to the configured address: begin there, so that the cookie is there too.
      if (ctx.host !== publicUrl.host && ctx.query.moved === undefined) {
        const query = new URLSearchParams({ ...site, moved: '1' }).toString();
        ctx.redirect(new URL(`${SIGN_IN_PATH}/start?${query}`, publicUrl).href);
        return;
      }
      try {
        const handle = setFlowCookie(ctx, cookieScope(ctx));
        const url = await startMemberSignIn(strapi, { ...site, handle, now: new Date() });
        ctx.redirect(url.href);
      } catch (error) {
        toSite(ctx, { ...refused(ctx, error), state: site.state });
      }
    },

    /** GET /api/members/sign-in/callback: back from the identity provider. */
    async callback(ctx: Context) {
      answer(ctx);
      const handle = takeFlowCookie(ctx, cookieScope(ctx));
      const now = new Date();
      const flow = await takeMemberFlow(strapi, { handle, now });
      try {
        if (flow === null) throw new DomainError('accounts.flow_missing', 'forbidden');
        const response = new URLSearchParams(ctx.querystring);
        const code = await finishMemberSignIn(strapi, { flow, response, now });
        toSite(ctx, { code, state: flow.state });
      } catch (error) {
        toSite(ctx, { ...refused(ctx, error), state: flow?.state ?? '' });
      }
    },

    /** POST /api/members/sign-in/callback: response_mode=form_post. */
    callbackByForm(ctx: Context) {
      answer(ctx);
      ctx.status = 303;
      ctx.redirect(`${SIGN_IN_PATH}/callback?${postedResponse(ctx.request.body).toString()}`);
    },

    /** POST /api/members/sign-in/token: the site's code for a session. */
    async token(ctx: Context) {
      answer(ctx);
      memberSignIn(strapi);
      const exchange = parseExchange((ctx.request.body ?? {}) as Record<string, unknown>);
      ctx.body = await exchangeCode(strapi, { ...exchange, now: new Date() });
    },

    /** GET /api/members/sign-in/sign-out: to the provider, which asks before it signs anybody out. */
    async signOut(ctx: Context) {
      answer(ctx);
      const { signedOutUrl } = memberSignIn(strapi);
      const url = await providerSignOut(strapi).catch((error: unknown) => {
        strapi.log.warn(`sign-out at the members' provider not possible: ${describeFault(error)}`);
        return signedOutUrl;
      });
      ctx.redirect(url.href);
    },

    /** POST /api/members/sign-in/back-channel-logout, called by the provider itself. */
    async backChannelLogout(ctx: Context) {
      answer(ctx);
      const { logout_token: token } = (ctx.request.body ?? {}) as { logout_token?: unknown };
      try {
        if (typeof token !== 'string') throw new Error('no logout token');
        await logMemberOut(strapi, { token, now: new Date() });
        ctx.status = 200;
        ctx.body = '';
      } catch (error) {
        strapi.log.warn(`members' back-channel logout refused: ${describeFault(error)}`);
        ctx.status = 400;
        ctx.body = { error: 'invalid_request' };
      }
    },
  };
};
