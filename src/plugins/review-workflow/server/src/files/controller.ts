import type { Context } from 'koa';
import type { Core } from '@strapi/strapi';
import { DATASET_FILES } from '../../../../../ingest/register';
import type { DatasetFiles } from '../../../../../ingest/dataset-files';
import { presentFile } from '../../../../../ingest/present-file';
import { DomainError } from '../../../../../domain/errors';
import { isDocumentId } from '../http/document-id';
import { pickLanguage } from '../../../../../messages';

/** Routes under /review-workflow/datasets/:id/files; the admin's session is checked by then. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const files = () => strapi.get<DatasetFiles>(DATASET_FILES);

  return {
    async upload(ctx: Context) {
      const row = await files().upload({ ...requestOf(ctx), message: ctx.req });
      ctx.status = 202;
      ctx.body = { data: presentFile(row, languageOf(ctx)) };
    },

    async list(ctx: Context) {
      const rows = await files().list(requestOf(ctx));
      ctx.body = {
        data: rows.map((row) => presentFile(row, languageOf(ctx))),
        meta: {
          pagination: { page: 1, pageSize: rows.length, pageCount: 1, total: rows.length },
        },
      };
    },

    async content(ctx: Context) {
      const { row, body } = await files().content(fileRequestOf(ctx));
      sendPrivate(ctx, row.name, 'application/octet-stream');
      ctx.length = Number(row.bytes);
      ctx.body = body;
    },

    async text(ctx: Context) {
      const { row, body } = await files().text(fileRequestOf(ctx));
      sendPrivate(ctx, `${row.name}.txt`, 'text/plain; charset=utf-8');
      ctx.body = body;
    },

    async remove(ctx: Context) {
      await files().remove(fileRequestOf(ctx));
      ctx.status = 204;
    },

    async draftMetadata(ctx: Context) {
      ctx.body = { data: await files().draftMetadata(requestOf(ctx)) };
    },
  };
};

function requestOf(ctx: Context): { actorId: number; datasetId: string } {
  const { user } = ctx.state as { user: { id: number } };
  return { actorId: user.id, datasetId: paramsOf(ctx).id };
}

function fileRequestOf(ctx: Context) {
  const { fileId } = paramsOf(ctx);
  if (!isDocumentId(fileId)) throw new DomainError('file.not_found', 'missing');
  return { ...requestOf(ctx), fileId };
}

/** The router's parameters; it gives those that the route's path names. */
function paramsOf(ctx: Context) {
  return ctx.params as { id: string; fileId: string };
}

function languageOf(ctx: Context) {
  return pickLanguage(ctx.get('accept-language'));
}

/** Saved, never shown or run, by a browser (RFC 6266), and kept by no cache. */
function sendPrivate(ctx: Context, name: string, type: string): void {
  ctx.attachment(name);
  ctx.type = type;
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('Cache-Control', 'private, no-store');
}
