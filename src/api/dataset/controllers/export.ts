import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { FILE_STORAGE, type FileStorage } from '../../../ingest/storage';
import { databaseOf } from '../../../public/database';
import { admitDownload, type Admitted } from '../../../public/downloads/admit';
import { countDownload } from '../../../public/downloads/count';
import { findByIdentifiers } from '../../../public/downloads/find';
import type { StreamGuard } from '../../../public/downloads/guarded-stream';
import type { Shard } from '../../../public/exports/export-task';
import { manifestOf, readyExport } from '../../../public/exports/order';
import { sendExport } from '../../../public/exports/send-export';
import type { ExportFormat } from '../../../public/exports/shards';
import { badQuery } from '../../../public/query/errors';

/** Datasets of one selection. */
const MAX_SELECTED = 100;
const RETRY_SECONDS = 3;
const SHARD = /^(manifest|\d{1,5})$/;

interface Ready extends Admitted {
  readonly shards: readonly Shard[];
}

/**
 * Text for training, made in jobs: open data to everybody, the rest to those it was granted to. 202
 * until all that is asked for is made. A selection is given whole or, where one may not, not at all.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);

  /** null, with the answer that says so, while something is still being made. */
  const ready = async (
    ctx: Context,
    of: { ids: readonly string[]; format: ExportFormat; path: string },
  ): Promise<Ready[] | null> => {
    requireShardName(ctx);
    const admitted: Admitted[] = [];
    for (const id of of.ids) admitted.push(await admitDownload(strapi, ctx, id));
    const found: Ready[] = [];
    for (const one of admitted) {
      const shards = await readyExport(strapi, database, {
        dataset: one.dataset,
        format: of.format,
      });
      if (shards !== null) found.push({ ...one, shards });
    }
    ctx.set('Cache-Control', 'private, no-store');
    if (found.length === of.ids.length) return found;
    stillMaking(ctx, of.path);
    return null;
  };

  const send = async (
    ctx: Context,
    of: { ready: readonly Ready[]; shards: readonly Shard[]; format: ExportFormat; name: string },
  ): Promise<void> => {
    const guard = allOf(of.ready.map((one) => one.guard));
    const begun = sendExport({ ...of, ctx, guard, storage: strapi.get<FileStorage>(FILE_STORAGE) });
    for (const { dataset, member } of begun ? of.ready : []) {
      await countDownload(database, { ctx, member, documentId: dataset.documentId });
    }
  };

  const one = async (ctx: Context, format: ExportFormat): Promise<void> => {
    const { documentId = '' } = ctx.params as { documentId?: string };
    const path = `/api/datasets/${documentId}/export.${format}`;
    const [found] = (await ready(ctx, { ids: [documentId], format, path })) ?? [];
    if (!found) return;
    const { dataset, shards } = found;
    const wanted = wantedShard(ctx, shards);
    if (wanted === 'manifest' || (wanted === null && format === 'parquet' && shards.length !== 1)) {
      ctx.body = manifestOf(dataset, { format, shards });
      return;
    }
    const name = wanted?.name ?? `${dataset.identifier} ${dataset.name}.${format}`;
    await send(ctx, { ready: [found], shards: wanted ? [wanted] : shards, format, name });
  };

  const several = async (ctx: Context, format: ExportFormat): Promise<void> => {
    const identifiers = identifiersOf(ctx);
    const ids = await findByIdentifiers(database, identifiers);
    const path = `/api/datasets/export.${format}?identifiers=${identifiers.join(',')}`;
    const found = await ready(ctx, { ids, format, path });
    if (!found) return;
    if (format === 'parquet' || ctx.query.shard === 'manifest') {
      ctx.body = {
        data: found.map(({ dataset, shards }) => manifestOf(dataset, { format, shards })),
      };
      return;
    }
    const shards = found.flatMap((one) => one.shards);
    await send(ctx, { ready: found, shards, format, name: `selection.${format}` });
  };

  return {
    jsonLines: (ctx: Context) => one(ctx, 'jsonl'),
    parquet: (ctx: Context) => one(ctx, 'parquet'),
    selection: (ctx: Context) => several(ctx, 'jsonl'),
    parquetSelection: (ctx: Context) => several(ctx, 'parquet'),
  };
};

/** The address to ask again, with what of its query was understood. */
function stillMaking(ctx: Context, path: string): void {
  const { shard } = ctx.query;
  const more = typeof shard === 'string' && SHARD.test(shard) ? `shard=${shard}` : '';
  const mark = path.includes('?') ? '&' : '?';
  ctx.status = 202;
  ctx.set('Location', more === '' ? path : `${path}${mark}${more}`);
  ctx.set('Retry-After', String(RETRY_SECONDS));
  ctx.body = { data: { state: 'making' } };
}

/** Before anything is made for it. */
function requireShardName(ctx: Context): void {
  const { shard } = ctx.query;
  if (shard === undefined || (typeof shard === 'string' && SHARD.test(shard))) return;
  throw badQuery('query.invalid_value', 'shard');
}

/** The shard asked for; null where none was. */
function wantedShard(ctx: Context, shards: readonly Shard[]): Shard | 'manifest' | null {
  const { shard } = ctx.query;
  if (shard === 'manifest') return shard;
  if (shard === undefined) return null;
  const found = typeof shard === 'string' && SHARD.test(shard) && shards[Number(shard)];
  if (!found) throw new DomainError('file.not_found', 'missing');
  return found;
}

function identifiersOf(ctx: Context): string[] {
  const { identifiers } = ctx.query;
  const list = typeof identifiers === 'string' ? identifiers.split(',') : [];
  if (list.length === 0 || list.some((one) => !/^\d{8}$/.test(one))) {
    throw badQuery('query.invalid_value', 'identifiers');
  }
  if (list.length > MAX_SELECTED) {
    throw badQuery('query.too_large', 'identifiers', { limit: MAX_SELECTED });
  }
  return [...new Set(list)];
}

function allOf(guards: readonly StreamGuard[]): StreamGuard {
  return {
    stillAllowed: async () =>
      (await Promise.all(guards.map((guard) => guard.stillAllowed()))).every(Boolean),
    cut: () => guards[0]?.cut(),
  };
}
