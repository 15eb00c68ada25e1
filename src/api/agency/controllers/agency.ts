import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerList, answerOne } from '../../../public/answer';
import { databaseOf } from '../../../public/database';
import { readList } from '../../../public/query/list';
import { readByKey } from '../../../public/query/read-by-key';
import { AGENCIES } from '../../../public/resources/taxonomy';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    answerList(ctx, await readList(databaseOf(strapi), AGENCIES, ctx.query));
  },

  async findOne(ctx: Context) {
    const { oid: value = '' } = ctx.params as { oid?: string };
    const key = { column: 'a.oid', name: 'oid', value, missing: 'agency.not_found' };
    answerOne(
      ctx,
      await readByKey(databaseOf(strapi), { resource: AGENCIES, key, query: ctx.query }),
    );
  },
});
