import { rm } from 'node:fs/promises';
import type { Context, Middleware, Next } from 'koa';
import type { Core } from '@strapi/strapi';

/** Largest picture for the site's pages, in bytes. */
const MAX_IMAGE_BYTES = 20 * 1024 ** 2;

interface UploadRoute {
  readonly method: string;
  readonly path: string;
  config?: { middlewares?: unknown[] };
}

interface UploadedFile {
  readonly filepath?: string;
}

/**
 * `strapi::body` reads no multipart at all (config/middlewares.ts), because it would do so before
 * routing and authentication. The media library of the admin panel gets a reader of its own,
 * which runs only for signed-in people who may add pictures, and leaves no temporary file.
 */
export function readPicturesAfterSignIn({ strapi }: { strapi: Core.Strapi }): void {
  const { admin } = strapi.plugin('upload').routes as unknown as {
    admin: { routes: UploadRoute[] };
  };
  const reader = pictureReader(strapi);
  for (const route of admin.routes) {
    if (route.method !== 'POST' || !/^\/(files(\/:id\/replace)?)?$/.test(route.path)) continue;
    route.config = { ...route.config, middlewares: [...(route.config?.middlewares ?? []), reader] };
  }
}

function pictureReader(strapi: Core.Strapi): Middleware {
  const formidable = { maxFileSize: MAX_IMAGE_BYTES, maxFiles: 20 };
  let read: Middleware | undefined;
  return async (ctx: Context, next: Next) => {
    const { userAbility } = ctx.state as { userAbility?: { can(action: string): boolean } };
    if (!userAbility?.can('plugin::upload.assets.create')) {
      ctx.throw(403);
    }
    read ??= strapi.middleware('strapi::body')(
      { multipart: true, formidable },
      { strapi },
    ) as Middleware;
    let files: unknown;
    try {
      await read(ctx, async () => {
        files = (ctx.request as { files?: unknown }).files;
        await next();
      });
    } finally {
      await removeTemporaryFiles(files);
    }
  };
}

async function removeTemporaryFiles(files: unknown): Promise<void> {
  const all = Object.values((files ?? {}) as Record<string, UploadedFile | UploadedFile[]>).flat();
  await Promise.all(
    all.map(async ({ filepath }) => {
      if (filepath) await rm(filepath, { force: true });
    }),
  );
}
