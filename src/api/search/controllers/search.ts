import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerMany } from '../../../public/answer';
import { databaseOf } from '../../../public/database';
import { postgresSearch } from '../../../public/search/postgres';
import { readSearch } from '../../../public/search/request';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async datasets(ctx: Context) {
    const request = readSearch(ctx.query);
    const { bodies, total, facets } = await postgresSearch(databaseOf(strapi)).search(request);
    const { page, pageSize } = request;
    const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
    answerMany(ctx, bodies, { pagination, ...(facets ? { facets } : {}) });
  },
});
