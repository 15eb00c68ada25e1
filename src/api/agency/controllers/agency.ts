import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerList, answerOne } from '../../../public/answer';
import { databaseOf, type Database } from '../../../public/database';
import { readListText } from '../../../public/query/list';
import { readByKey } from '../../../public/query/read-by-key';
import { AGENCIES } from '../../../public/resources/taxonomy';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    answerList(ctx, await readListText(databaseOf(strapi), AGENCIES, ctx.query));
  },

  async findOne(ctx: Context) {
    const { oid = '' } = ctx.params as { oid?: string };
    const value = await presentOid(databaseOf(strapi), oid);
    const key = { column: 'a.oid', name: 'oid', value, missing: 'agency.not_found' };
    answerOne(
      ctx,
      await readByKey(databaseOf(strapi), { resource: AGENCIES, key, query: ctx.query }),
    );
  },
});

/** An agency is found by the OIDs that it had before as well: records of that day name it so. */
async function presentOid(database: Database, oid: string): Promise<string> {
  const [found] = await database.query<{ oid: string }>(
    `select oid from agencies where oid = $1
     union all select oid from agencies where former_oids @> jsonb_build_array(jsonb_build_object('oid', $1::text))
     limit 1`,
    [oid],
  );
  return found?.oid ?? oid;
}
