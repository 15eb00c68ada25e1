import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerList, answerOne } from '../../../public/answer';
import { databaseOf } from '../../../public/database';
import { readListText } from '../../../public/query/list';
import { readByKey } from '../../../public/query/read-by-key';
import { PAGES } from '../../../public/resources/taxonomy';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    answerList(ctx, await readListText(databaseOf(strapi), PAGES, ctx.query));
  },

  async findOne(ctx: Context) {
    const { slug: value = '' } = ctx.params as { slug?: string };
    const key = { column: 'g.slug', name: 'slug', value, missing: 'page.not_found' };
    answerOne(ctx, await readByKey(databaseOf(strapi), { resource: PAGES, key, query: ctx.query }));
  },
});
