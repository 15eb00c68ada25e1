import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { databaseOf } from '../database';
import { memberOf, type Member } from '../members';
import { isGranted, requireDownload } from './access';
import { findDownload, isPublic, type DownloadDataset } from './find';
import type { StreamGuard } from './guarded-stream';

export interface Admitted {
  readonly dataset: DownloadDataset;
  /** Who was recognised; open data asks nobody. */
  readonly member: Member | null;
  readonly guard: StreamGuard;
}

/** @throws DomainError dataset.delisted, dataset.not_found, access.application_needed */
export async function admitDownload(
  strapi: Core.Strapi,
  ctx: Context,
  documentId: string,
): Promise<Admitted> {
  const database = databaseOf(strapi);
  const dataset = await findDownload(database, documentId);
  const member = dataset.isOpen ? null : await memberOf(strapi, ctx);
  await requireDownload(database, dataset, member);
  return { dataset, member, guard: guardOf(strapi, ctx, dataset, member) };
}

/** A running download ends with its dataset's delisting, and with its member's grant. */
function guardOf(
  strapi: Core.Strapi,
  ctx: Context,
  dataset: DownloadDataset,
  member: Member | null,
): StreamGuard {
  const database = databaseOf(strapi);
  return {
    stillAllowed: async () =>
      (await isPublic(database, dataset.documentId)) &&
      (dataset.isOpen || (member !== null && (await isGranted(database, dataset, member)))),
    cut: () => ctx.res.destroy(),
  };
}
