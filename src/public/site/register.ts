import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../domain/errors';
import { answerText } from '../answer';
import { baseUrl } from '../base-url';
import { readPage } from '../catalog/read';
import type { PublicRecord } from '../catalog/record';
import { readLatest } from '../corpus';
import { databaseOf } from '../database';
import { checkParameters } from '../query/list';
import { atomFeed } from './feed';
import { sitemap } from './sitemap';

const FEED_ENTRIES = 50;

/** What crawlers and readers look for at the root of the address. */
export function registerSiteFiles({ strapi }: { strapi: Core.Strapi }): void {
  const database = databaseOf(strapi);
  const config = { auth: false } as const;
  strapi.server.routes([
    {
      method: 'GET',
      path: '/sitemap.xml',
      config,
      handler: async (ctx: Context) => {
        checkParameters(ctx.query, ['part']);
        const part = ctx.query.part === undefined ? null : readPage(ctx.query.part);
        const xml = await sitemap(database, { base: baseUrl(strapi), part });
        if (xml === null) throw new DomainError('request.not_found', 'missing');
        answerText(ctx, { text: xml }, 'application/xml');
      },
    },
    {
      method: 'GET',
      path: '/feed.atom',
      config,
      handler: async (ctx: Context) => {
        const bodies = await readLatest(database, FEED_ENTRIES);
        const records = bodies.map((body) => JSON.parse(body) as PublicRecord);
        answerText(ctx, { text: atomFeed(records, baseUrl(strapi)) }, 'application/atom+xml');
      },
    },
  ]);
}
