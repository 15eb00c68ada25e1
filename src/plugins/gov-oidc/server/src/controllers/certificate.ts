import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../../../domain/errors';
import { certify, makeChallenge } from '../accounts/certify';
import { formOf, requireOwnForm } from '../http/form';
import { CARD_SCRIPT } from '../pages/card-script';
import { runtimeOf } from '../runtime';
import { presentOfficer } from './application';

async function applicantOf(strapi: Core.Strapi, ctx: Context): Promise<number> {
  requireOwnForm(ctx, runtimeOf(strapi).settings.publicUrl);
  ctx.set('Cache-Control', 'no-store');
  const present = await presentOfficer(strapi, ctx);
  if (present === null) throw new DomainError('accounts.flow_missing', 'unauthenticated');
  return present.officer.id;
}

/** The manager's certificate, called by the application page's script. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** POST /login/certificate/challenge */
  async challenge(ctx: Context): Promise<void> {
    const officerId = await applicantOf(strapi, ctx);
    ctx.body = { data: { text: await makeChallenge(strapi, officerId, new Date()) } };
  },

  /** POST /login/certificate/verify */
  async verify(ctx: Context): Promise<void> {
    const officerId = await applicantOf(strapi, ctx);
    const { signature } = formOf(ctx);
    if (typeof signature !== 'string') throw new DomainError('certificate.malformed', 'invalid');
    ctx.body = { data: await certify(strapi, officerId, signature, new Date()) };
  },

  /** GET /login/assets/card.js */
  script(ctx: Context): void {
    ctx.set('Cache-Control', 'public, max-age=3600');
    ctx.type = 'application/javascript';
    ctx.body = CARD_SCRIPT;
  },
});
