import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { requirePlatformAdmin } from '../../../access/platform-admin';
import { MEMBER_STATES } from '../../../contracts/members';
import { DomainError } from '../../../domain/errors';
import { eraseMember, setMemberActive } from '../../../members/change';
import { exportMember } from '../../../members/export';
import { listMembers } from '../../../members/list';
import { databaseOf } from '../../../public/database';
import { badQuery } from '../../../public/query/errors';
import { checkParameters } from '../../../public/query/list';
import { describePage, readPagination } from '../../../public/query/pagination';

const PAGE_SIZE = 10;

/** 前臺會員管理, for platform admins. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);

  const json = (ctx: Context, text: string) => {
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = text;
  };

  return {
    async list(ctx: Context) {
      requirePlatformAdmin(ctx);
      checkParameters(ctx.query, ['q', 'state', 'page', 'pageSize']);
      const { q = '', state, page, pageSize } = ctx.query;
      const known = MEMBER_STATES.find((one) => one === state) ?? null;
      if (state !== undefined && known === null) throw badQuery('query.invalid_value', 'state');
      if (typeof q !== 'string' || q.length > 200 || q.includes('\u0000')) {
        throw badQuery('query.invalid_value', 'q');
      }
      const wanted = readPagination(
        { ...(page !== undefined && { page }), ...(pageSize !== undefined && { pageSize }) },
        PAGE_SIZE,
      );
      const { bodies, total } = await listMembers(database, { words: q, state: known, ...wanted });
      const pagination = JSON.stringify(describePage(wanted, total));
      json(ctx, `{"data":[${bodies.join(',')}],"meta":{"pagination":${pagination}}}`);
    },

    async state(ctx: Context) {
      const { id } = requirePlatformAdmin(ctx);
      const { active } = (ctx.request.body ?? {}) as { active?: unknown };
      if (typeof active !== 'boolean') {
        throw new DomainError('request.invalid', 'invalid', { path: 'active' });
      }
      await setMemberActive({ strapi, actorId: id }, memberIdOf(ctx), active);
      ctx.body = { data: { id: memberIdOf(ctx), active } };
    },

    async export(ctx: Context) {
      const { id } = requirePlatformAdmin(ctx);
      const memberId = memberIdOf(ctx);
      ctx.attachment(`member-${String(memberId)}.json`);
      json(ctx, await exportMember(database, { memberId, actorId: id }));
    },

    async erase(ctx: Context) {
      const { id } = requirePlatformAdmin(ctx);
      await eraseMember({ strapi, actorId: id }, memberIdOf(ctx));
      ctx.status = 204;
    },
  };
};

/** @throws DomainError request.not_found (404): what is no number names nobody */
function memberIdOf(ctx: Context): number {
  const { id = '' } = ctx.params as Record<string, string>;
  if (!/^\d{1,9}$/.test(id)) throw new DomainError('request.not_found', 'missing');
  return Number(id);
}
