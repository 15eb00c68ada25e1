import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { isUnitType } from '../../../../../domain/accounts/unit-types';
import { formOf } from '../http/form';
import { logOutByProvider } from '../sign-in/back-channel-logout';
import { describeFault } from '../../../../../oidc/explain-fault';

/** Called by the identity provider itself (OpenID Connect Back-Channel Logout 1.0). */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * POST /login/back-channel-logout/:unitType, form field `logout_token`. Answers 200, or 400 for
   * everything that was not followed; the reason is in the log.
   */
  async logOut(ctx: Context & { params: { unitType?: string } }): Promise<void> {
    ctx.set('Cache-Control', 'no-store');
    const { unitType } = ctx.params;
    const { logout_token: token } = formOf(ctx);
    try {
      if (!isUnitType(unitType) || typeof token !== 'string') throw new Error('no logout token');
      const ended = await logOutByProvider(strapi, { unitType, token, now: new Date() });
      strapi.log.info(`back-channel logout ended ${String(ended)} sign-ins`);
      ctx.status = 200;
      ctx.body = '';
    } catch (error) {
      strapi.log.warn(`back-channel logout refused: ${describeFault(error)}`);
      ctx.status = 400;
      ctx.body = { error: 'invalid_request' };
    }
  },
});
