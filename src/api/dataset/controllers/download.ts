import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { FILE_STORAGE, type FileStorage } from '../../../ingest/storage';
import { databaseOf } from '../../../public/database';
import { admitDownload } from '../../../public/downloads/admit';
import { attach } from '../../../public/downloads/attach';
import { countDownload } from '../../../public/downloads/count';
import { fileOf } from '../../../public/downloads/find';
import { guardedStream } from '../../../public/downloads/guarded-stream';
import { sendFile } from '../../../public/downloads/send-file';
import { zipOf } from '../../../public/downloads/zip';

/** The content of published datasets: open data to everybody, the rest to those it was granted to. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);
  const storage = () => strapi.get<FileStorage>(FILE_STORAGE);

  return {
    async file(ctx: Context) {
      const { documentId = '', fileId = '' } = ctx.params as Record<string, string>;
      const { dataset, member, guard } = await admitDownload(strapi, ctx, documentId);
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
      const { dataset, member, guard } = await admitDownload(strapi, ctx, documentId);
      attach(ctx, `${dataset.identifier} ${dataset.name}.zip`, dataset.identifier);
      ctx.type = 'application/zip';
      ctx.set('Cache-Control', 'private, no-store');
      ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
      ctx.status = 200;
      if (ctx.method === 'HEAD') return;
      ctx.body = guardedStream(zipOf(dataset, storage()), guard);
      await countDownload(database, { ctx, member, documentId });
    },
  };
};
