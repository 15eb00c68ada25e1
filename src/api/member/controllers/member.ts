import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { eraseMember } from '../../../members/change';
import { exportMember } from '../../../members/export';
import { databaseOf } from '../../../public/database';
import { memberOf } from '../../../public/members';

/** What members may do with their own data. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const requireMember = async (ctx: Context) => {
    ctx.set('Cache-Control', 'private, no-store');
    const member = await memberOf(strapi, ctx);
    if (!member) throw new DomainError('request.unauthenticated', 'unauthenticated');
    return member;
  };

  return {
    async export(ctx: Context) {
      const member = await requireMember(ctx);
      ctx.type = 'application/json; charset=utf-8';
      ctx.body = await exportMember(databaseOf(strapi), { memberId: member.id, actorId: null });
    },

    /** Says in the body that it is meant: a stray request erases nobody. */
    async erase(ctx: Context) {
      const member = await requireMember(ctx);
      const { confirm } = (ctx.request.body ?? {}) as { confirm?: unknown };
      if (confirm !== member.email) {
        throw new DomainError('members.confirm_erasure', 'invalid', { path: 'confirm' });
      }
      await eraseMember({ strapi, actorId: null }, member.id);
      ctx.status = 204;
    },
  };
};
