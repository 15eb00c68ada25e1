import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { baseUrl } from '../../../public/base-url';
import { databaseOf } from '../../../public/database';
import { answerVerb } from '../../../public/oai/answer';
import { OaiError, readArguments } from '../../../public/oai/arguments';
import { envelope, errorXml } from '../../../public/oai/envelope';

/** OAI-PMH 2.0, by GET and by POST with a form. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async handle(ctx: Context) {
    const base = baseUrl(strapi);
    const service = {
      database: databaseOf(strapi),
      base,
      adminEmail: process.env.HELP_EMAIL ?? 'tsaitc@moda.gov.tw',
    };
    const given: unknown = ctx.method === 'POST' ? ctx.request.body : ctx.query;
    let request: Record<string, string> = {};
    let inside: string;
    try {
      const { verb, args } = readArguments((given ?? {}) as Record<string, unknown>);
      request = { verb, ...args };
      inside = `<${verb}>${await answerVerb(service, { verb, args })}</${verb}>`;
    } catch (error) {
      if (!(error instanceof OaiError)) throw error;
      if (['badVerb', 'badArgument'].includes(error.code)) request = {};
      inside = errorXml(error);
    }
    ctx.set('Cache-Control', 'no-cache');
    ctx.set('Content-Type', 'text/xml; charset=utf-8');
    ctx.body = envelope({ at: new Date(), url: `${base}/api/oai`, request, inside });
  },
});
