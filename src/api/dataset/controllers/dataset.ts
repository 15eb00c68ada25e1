import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerList, answerOne } from '../../../public/answer';
import { databaseOf } from '../../../public/database';
import { readDataset } from '../../../public/datasets';
import { readList } from '../../../public/query/list';
import { DATASETS } from '../../../public/resources/datasets';

/** Published datasets; nothing here can show a draft, whatever the parameters say. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    answerList(ctx, await readList(databaseOf(strapi), DATASETS, ctx.query));
  },

  async findOne(ctx: Context) {
    const { documentId = '' } = ctx.params as { documentId?: string };
    answerOne(ctx, await readDataset(databaseOf(strapi), { documentId }, ctx.query));
  },

  async findByIdentifier(ctx: Context) {
    const { identifier = '' } = ctx.params as { identifier?: string };
    answerOne(ctx, await readDataset(databaseOf(strapi), { identifier }, ctx.query));
  },
});
