import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { requirePlatformAdmin } from '../../../access/platform-admin';
import { DomainError } from '../../../domain/errors';
import { FILE_STORAGE, type FileStorage } from '../../../ingest/storage';
import {
  decideApplication,
  isQueueState,
  listForReview,
  readDecision,
  readForReview,
} from '../../../public/applications/review';
import { databaseOf } from '../../../public/database';
import { badQuery } from '../../../public/query/errors';
import { checkParameters } from '../../../public/query/list';
import { describePage, readPagination } from '../../../public/query/pagination';

const PAGE_SIZE = 10;

/** The queue of applications, for platform admins; others are told nothing about it. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);

  return {
    async list(ctx: Context) {
      requirePlatformAdmin(ctx);
      checkParameters(ctx.query, ['q', 'state', 'page', 'pageSize']);
      const { q = '', state, page, pageSize } = ctx.query;
      if (state !== undefined && !isQueueState(state)) {
        throw badQuery('query.invalid_value', 'state');
      }
      if (typeof q !== 'string' || q.length > 200 || q.includes('\u0000')) {
        throw badQuery('query.invalid_value', 'q');
      }
      const wanted = readPagination(definedOnly({ page, pageSize }), PAGE_SIZE);
      const { bodies, total } = await listForReview(database, {
        ...{ state: state ?? null, words: q.trim() },
        ...wanted,
      });
      ctx.type = 'application/json; charset=utf-8';
      const pagination = JSON.stringify(describePage(wanted, total));
      ctx.body = `{"data":[${bodies.join(',')}],"meta":{"pagination":${pagination}}}`;
    },

    async read(ctx: Context) {
      requirePlatformAdmin(ctx);
      const body = await readForReview(database, (ctx.params as { id: string }).id);
      ctx.type = 'application/json; charset=utf-8';
      ctx.body = `{"data":${body}}`;
    },

    async decide(ctx: Context) {
      const user = requirePlatformAdmin(ctx);
      const body = await decideApplication(database, {
        documentId: (ctx.params as { id: string }).id,
        actorId: user.id,
        decision: readDecision(ctx.request.body, new Date()),
      });
      ctx.type = 'application/json; charset=utf-8';
      ctx.body = `{"data":${body}}`;
    },

    async evidence(ctx: Context) {
      requirePlatformAdmin(ctx);
      const [row] = await database.query<{ evidence_key: string; evidence_name: string }>(
        'select evidence_key, evidence_name from corpus_access_applications where document_id = $1',
        [(ctx.params as { id: string }).id],
      );
      if (!row) throw new DomainError('request.not_found', 'missing');
      const storage = strapi.get<FileStorage>(FILE_STORAGE);
      ctx.attachment(row.evidence_name);
      ctx.type = 'application/pdf';
      ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = await storage.read({ key: row.evidence_key });
    },
  };
};

const definedOnly = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
