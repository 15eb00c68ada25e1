import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerList, answerOne } from '../../../public/answer';
import { databaseOf } from '../../../public/database';
import { readListText } from '../../../public/query/list';
import { readByKey } from '../../../public/query/read-by-key';
import { LICENCES } from '../../../public/resources/taxonomy';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    answerList(ctx, await readListText(databaseOf(strapi), LICENCES, ctx.query));
  },

  async findOne(ctx: Context) {
    const { code: value = '' } = ctx.params as { code?: string };
    const key = { column: 'l.code', name: 'code', value, missing: 'licence.not_found' };
    answerOne(
      ctx,
      await readByKey(databaseOf(strapi), { resource: LICENCES, key, query: ctx.query }),
    );
  },
});
