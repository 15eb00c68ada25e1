import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { readContentHistory } from '../../../../../reference-data/history';
import { readOperation, type AdminContext } from '../http/operation';
import { kindOf } from './kinds';
import { listContent, readContent } from './read';
import { createContent, orderContent, publishPage, removeContent, updateContent } from './write';

/** 網頁內容管理 and 基本資料, for platform admins alone. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const db = strapi.db.connection;

  const begin = async (ctx: AdminContext) => {
    ctx.set('Cache-Control', 'private, no-store');
    const { officer } = await readOperation(strapi, ctx);
    if (officer.role !== 'platform-admin') throw new DomainError('request.forbidden', 'forbidden');
    return { kind: kindOf(ctx.params.kind), id: ctx.params.id ?? '' };
  };

  return {
    async list(ctx: AdminContext) {
      const { kind } = await begin(ctx);
      ctx.body = { data: await listContent(db, kind), meta: {} };
    },
    async create(ctx: AdminContext) {
      const { kind } = await begin(ctx);
      const id = await createContent(strapi, kind, ctx.request.body);
      ctx.status = 201;
      ctx.body = { data: await readContent(db, kind, id) };
    },
    async update(ctx: AdminContext) {
      const { kind, id } = await begin(ctx);
      await updateContent(strapi, { kind, id, input: ctx.request.body });
      ctx.body = { data: await readContent(db, kind, id) };
    },
    async remove(ctx: AdminContext) {
      const { kind, id } = await begin(ctx);
      await removeContent(strapi, kind, id);
      ctx.status = 204;
    },
    async order(ctx: AdminContext) {
      const { kind } = await begin(ctx);
      await orderContent(strapi, kind, ctx.request.body);
      ctx.body = { data: await listContent(db, kind), meta: {} };
    },
    async publication(ctx: AdminContext) {
      const { kind, id } = await begin(ctx);
      if (kind !== 'pages') throw new DomainError('request.not_found', 'missing');
      await publishPage(strapi, id, ctx.request.body);
      ctx.body = { data: await readContent(db, kind, id) };
    },
    async history(ctx: AdminContext) {
      const { id } = await begin(ctx);
      ctx.body = { data: await readContentHistory(db, id) };
    },
  };
};
