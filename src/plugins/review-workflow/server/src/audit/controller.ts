import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { pageOf } from '../http/page';
import { readOperation, type AdminContext } from '../http/operation';
import { today, type Operation } from '../services/context';
import { readAuditQuery } from './audit-query';
import { exportEntries } from './export-entries';
import { listEntries } from './list-entries';
import { readVerification, startVerification } from './verification';

/** The audit trails, for platform admins alone. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const platformAdmin = async (ctx: AdminContext): Promise<Operation> => {
    ctx.set('Cache-Control', 'private, no-store');
    const operation = await readOperation(strapi, ctx);
    if (operation.officer.role !== 'platform-admin') {
      throw new DomainError('request.forbidden', 'forbidden');
    }
    return operation;
  };
  return {
    async list(ctx: AdminContext) {
      const { db } = await platformAdmin(ctx);
      const query = readAuditQuery(ctx.query);
      ctx.body = pageOf(await listEntries(db, query), query);
    },
    async verification(ctx: AdminContext) {
      ctx.body = { data: await readVerification(strapi, await platformAdmin(ctx)) };
    },
    async verify(ctx: AdminContext) {
      const operation = await platformAdmin(ctx);
      await startVerification(strapi, operation);
      ctx.status = 202;
      ctx.body = { data: await readVerification(strapi, operation) };
    },
    async export(ctx: AdminContext) {
      const operation = await platformAdmin(ctx);
      ctx.attachment(`audit-${today(operation)}.jsonl`);
      ctx.type = 'application/jsonl; charset=utf-8';
      ctx.body = await exportEntries(strapi, operation.at);
    },
  };
};
