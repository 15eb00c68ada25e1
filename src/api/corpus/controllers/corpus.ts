import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerMany, answerOne } from '../../../public/answer';
import { readHotKeywords, readLatest, readPopular, readStatistics } from '../../../public/corpus';
import { databaseOf } from '../../../public/database';
import { checkParameters } from '../../../public/query/list';
import { readLimit } from '../../../public/query/pagination';

const DATASETS_SHOWN = 10;
const KEYWORDS_SHOWN = 20;

function limitOf(ctx: Context, fallback: number): number {
  checkParameters(ctx.query, ['limit']);
  return readLimit(ctx.query.limit, fallback);
}

/** What the public site's front page shows of the whole corpus. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async statistics(ctx: Context) {
    checkParameters(ctx.query, []);
    answerOne(ctx, JSON.stringify(await readStatistics(databaseOf(strapi))));
  },

  async latest(ctx: Context) {
    answerMany(ctx, await readLatest(databaseOf(strapi), limitOf(ctx, DATASETS_SHOWN)));
  },

  async popular(ctx: Context) {
    answerMany(ctx, await readPopular(databaseOf(strapi), limitOf(ctx, DATASETS_SHOWN)));
  },

  async hotKeywords(ctx: Context) {
    const keywords = await readHotKeywords(databaseOf(strapi), limitOf(ctx, KEYWORDS_SHOWN));
    answerMany(
      ctx,
      keywords.map((keyword) => JSON.stringify(keyword)),
    );
  },
});
