import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { readApplication } from '../../../domain/grants/read-application';
import { FILE_STORAGE, type FileStorage } from '../../../ingest/storage';
import { receiptPublicKey } from '../../../public/applications/receipt';
import { receiveForm } from '../../../public/applications/receive';
import { listMine, storeApplication } from '../../../public/applications/store';
import { databaseOf } from '../../../public/database';
import { memberOf } from '../../../public/members';

/** 資料使用申請, for members. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);

  const requireMember = async (ctx: Context) => {
    ctx.set('Cache-Control', 'private, no-store');
    const member = await memberOf(strapi, ctx);
    if (!member) throw new DomainError('request.unauthenticated', 'unauthenticated');
    return member;
  };

  return {
    async create(ctx: Context) {
      const member = await requireMember(ctx);
      const storage = strapi.get<FileStorage>(FILE_STORAGE);
      const { fields, evidence } = await receiveForm(ctx.req, storage);
      try {
        const body = await storeApplication(database, {
          memberId: member.id,
          form: readApplication(fields),
          evidence,
          at: new Date(),
        });
        ctx.status = 201;
        ctx.type = 'application/json; charset=utf-8';
        ctx.body = `{"data":${body}}`;
      } catch (error) {
        if (evidence) await storage.remove(evidence.key);
        throw error;
      }
    },

    async mine(ctx: Context) {
      const member = await requireMember(ctx);
      ctx.type = 'application/json; charset=utf-8';
      ctx.body = `{"data":[${(await listMine(database, member.id)).join(',')}],"meta":{}}`;
    },

    /** The key that receipts are verified with, as a JWK. */
    async receiptKey(ctx: Context) {
      ctx.body = { data: await receiptPublicKey() };
    },
  };
};
