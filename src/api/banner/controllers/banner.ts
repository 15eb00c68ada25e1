import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerList } from '../../../public/answer';
import { databaseOf } from '../../../public/database';
import { readListText } from '../../../public/query/list';
import { BANNERS } from '../../../public/resources/banners';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    answerList(ctx, await readListText(databaseOf(strapi), BANNERS, ctx.query));
  },
});
