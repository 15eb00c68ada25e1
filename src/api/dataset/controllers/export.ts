import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { FILE_STORAGE, type FileStorage } from '../../../ingest/storage';
import { o200k } from '../../../ingest/tokenizer';
import { databaseOf } from '../../../public/database';
import { admitDownload, guardOf } from '../../../public/downloads/admit';
import { countDownload } from '../../../public/downloads/count';
import { findByIdentifiers } from '../../../public/downloads/find';
import { guardedStream, type StreamGuard } from '../../../public/downloads/guarded-stream';
import { jsonLinesOf } from '../../../public/exports/jsonl';
import { manifestOf, readyExport } from '../../../public/exports/order';
import { badQuery } from '../../../public/query/errors';

/** Datasets of one selection. */
const MAX_SELECTED = 100;
const RETRY_SECONDS = 3;

/** Text for training: open data to everybody, the rest to those it was granted to. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const database = databaseOf(strapi);
  const storage = () => strapi.get<FileStorage>(FILE_STORAGE);
  const idOf = (ctx: Context) => (ctx.params as { documentId?: string }).documentId ?? '';

  const begin = (ctx: Context, name: string, type: string) => {
    ctx.attachment(name);
    ctx.set('Content-Type', type);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
    ctx.status = 200;
  };

  return {
    async jsonLines(ctx: Context) {
      const { dataset, member, guard } = await admitDownload(strapi, ctx, idOf(ctx));
      begin(ctx, `${dataset.identifier} ${dataset.name}.jsonl`, 'application/jsonl; charset=utf-8');
      if (ctx.method === 'HEAD') return;
      const lines = jsonLinesOf([dataset], { storage: storage(), tokenizer: o200k() });
      ctx.body = guardedStream(lines, guard);
      await countDownload(database, { ctx, member, documentId: dataset.documentId });
    },

    /** A selection by identifiers, in the order asked for: all of it or, where one may not, nothing. */
    async selection(ctx: Context) {
      const ids = await findByIdentifiers(database, identifiersOf(ctx));
      const admitted = [];
      for (const id of ids) admitted.push(await admitDownload(strapi, ctx, id));
      begin(ctx, 'selection.jsonl', 'application/jsonl; charset=utf-8');
      const datasets = admitted.map(({ dataset }) => dataset);
      const lines = jsonLinesOf(datasets, { storage: storage(), tokenizer: o200k() });
      const guards = admitted.map(({ dataset, member }) => guardOf(strapi, ctx, dataset, member));
      ctx.body = guardedStream(lines, allOf(guards));
      for (const { dataset, member } of admitted) {
        await countDownload(database, { ctx, member, documentId: dataset.documentId });
      }
    },

    /** The Parquet shards of a selection: 202 until those of every dataset are made, then their manifest. */
    async parquetSelection(ctx: Context) {
      const identifiers = identifiersOf(ctx);
      const datasets = [];
      for (const id of await findByIdentifiers(database, identifiers)) {
        datasets.push((await admitDownload(strapi, ctx, id)).dataset);
      }
      const manifests = [];
      for (const dataset of datasets) {
        const shards = await readyExport(strapi, database, dataset);
        if (shards !== null) manifests.push(manifestOf(dataset, shards));
      }
      ctx.set('Cache-Control', 'private, no-store');
      if (manifests.length < datasets.length) {
        stillMaking(ctx, `/api/datasets/export.parquet?identifiers=${identifiers.join(',')}`);
        return;
      }
      ctx.body = { data: manifests };
    },

    /** 202 while it is made; then the one file, or the manifest of several. */
    async parquet(ctx: Context) {
      const { dataset, member, guard } = await admitDownload(strapi, ctx, idOf(ctx));
      const shards = await readyExport(strapi, database, dataset);
      ctx.set('Cache-Control', 'private, no-store');
      if (shards === null) {
        stillMaking(ctx, `/api/datasets/${dataset.documentId}/export.parquet`);
        return;
      }
      const shard = shardOf(ctx, shards);
      if (shard === null) {
        ctx.body = manifestOf(dataset, shards);
        return;
      }
      begin(ctx, shard.name, 'application/vnd.apache.parquet');
      ctx.set('Repr-Digest', `sha-256=:${Buffer.from(shard.sha256, 'hex').toString('base64')}:`);
      ctx.length = shard.bytes;
      if (ctx.method === 'HEAD') return;
      ctx.body = guardedStream(await storage().read({ key: shard.key }), guard);
      ctx.length = shard.bytes;
      await countDownload(database, { ctx, member, documentId: dataset.documentId });
    },
  };
};

function stillMaking(ctx: Context, location: string): void {
  ctx.status = 202;
  ctx.set('Location', location);
  ctx.set('Retry-After', String(RETRY_SECONDS));
  ctx.body = { data: { state: 'making' } };
}

/** The shard asked for; the only one; null for the manifest. */
function shardOf<Shard>(ctx: Context, shards: readonly Shard[]): Shard | null {
  const { shard } = ctx.query;
  if (shard === 'manifest') return null;
  if (shard === undefined) return shards.length === 1 ? (shards[0] ?? null) : null;
  const found = typeof shard === 'string' && /^\d{1,5}$/.test(shard) && shards[Number(shard)];
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
