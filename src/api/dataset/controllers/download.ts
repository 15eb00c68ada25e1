import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { FILE_STORAGE, type FileStorage } from '../../../ingest/storage';
import { o200k } from '../../../ingest/tokenizer';
import { databaseOf } from '../../../public/database';
import { isGranted, requireDownload } from '../../../public/downloads/access';
import { countDownload } from '../../../public/downloads/count';
import {
  fileOf,
  findDownload,
  isPublic,
  type DownloadDataset,
} from '../../../public/downloads/find';
import { guardedStream, type StreamGuard } from '../../../public/downloads/guarded-stream';
import { sendFile } from '../../../public/downloads/send-file';
import { zipOf } from '../../../public/downloads/zip';
import { jsonLinesOf } from '../../../public/exports/jsonl';
import { memberOf, type Member } from '../../../public/members';

/** The content of published datasets: open data to everybody, the rest to those it was granted to. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);
  const storage = () => strapi.get<FileStorage>(FILE_STORAGE);

  const admit = async (ctx: Context, documentId: string) => {
    const dataset = await findDownload(database, documentId);
    const member = dataset.isOpen ? null : await memberOf(strapi, ctx);
    await requireDownload(database, dataset, member);
    return { dataset, member, guard: guardOf(ctx, dataset, member) };
  };

  /** A running download ends with its dataset's delisting, and with its member's grant. */
  const guardOf = (ctx: Context, dataset: DownloadDataset, member: Member | null): StreamGuard => ({
    stillAllowed: async () =>
      (await isPublic(database, dataset.documentId)) &&
      (dataset.isOpen || (member !== null && (await isGranted(database, dataset, member)))),
    cut: () => ctx.res.destroy(),
  });

  return {
    async file(ctx: Context) {
      const { documentId = '', fileId = '' } = ctx.params as Record<string, string>;
      const { dataset, member, guard } = await admit(ctx, documentId);
      const begun = await sendFile({
        ctx,
        storage: storage(),
        file: fileOf(dataset, fileId),
        isOpen: dataset.isOpen,
        guard,
      });
      if (begun) await countDownload(database, { ctx, member, documentId });
    },

    async all(ctx: Context) {
      const { documentId = '' } = ctx.params as Record<string, string>;
      const { dataset, member, guard } = await admit(ctx, documentId);
      ctx.attachment(`${dataset.identifier} ${dataset.name}.zip`);
      ctx.type = 'application/zip';
      ctx.set('Cache-Control', 'private, no-store');
      ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
      ctx.status = 200;
      if (ctx.method === 'HEAD') return;
      ctx.body = guardedStream(zipOf(dataset, storage()), guard);
      await countDownload(database, { ctx, member, documentId });
    },

    async jsonLines(ctx: Context) {
      const { documentId = '' } = ctx.params as Record<string, string>;
      const { dataset, member, guard } = await admit(ctx, documentId);
      ctx.attachment(`${dataset.identifier} ${dataset.name}.jsonl`);
      ctx.set('Content-Type', 'application/jsonl; charset=utf-8');
      ctx.set('Cache-Control', 'private, no-store');
      ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
      ctx.status = 200;
      if (ctx.method === 'HEAD') return;
      const lines = jsonLinesOf(dataset, { storage: storage(), tokenizer: o200k() });
      ctx.body = guardedStream(lines, guard);
      await countDownload(database, { ctx, member, documentId });
    },
  };
};
