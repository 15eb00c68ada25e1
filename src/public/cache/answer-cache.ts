import type { Context, Middleware, Next } from 'koa';

/** Memory for answers, in bytes of their bodies. */
const MAX_BYTES = 64 * 1024 ** 2;
const MAX_ENTRY_BYTES = 1024 ** 2;
/** Popularity and pictures change unannounced; nothing is older than this. */
const MAX_AGE_MS = 60_000;
const MAX_URL_CHARACTERS = 1_000;

const CACHED = /^\/api\/(datasets|search|corpus|tags|themes|licences|agencies|pages|catalog)(\/|$)/;
const NOT_CACHED = /\/(download|export\.)/;

interface Entry {
  readonly version: number;
  readonly storedAt: number;
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
}

/**
 * Keeps answers of the public reading routes while nothing public has changed. Their routes look at
 * nothing but the address (`auth: false`), so that it is the whole key; refusals are not kept.
 *
 * @param version Number of the present state of public content, null while it is not known.
 */
export function answerCache(version: () => number | null): Middleware {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const drop = (key: string): void => {
    bytes -= entries.get(key)?.body.length ?? 0;
    entries.delete(key);
  };

  const keep = (key: string, entry: Entry): void => {
    drop(key);
    entries.set(key, entry);
    bytes += entry.body.length;
    // A Map keeps the order of insertion: its first key is the oldest.
    for (const oldest of entries.keys()) {
      if (bytes <= MAX_BYTES) break;
      drop(oldest);
    }
  };

  return async (ctx: Context, next: Next) => {
    const now = version();
    const key = ctx.url;
    if (now === null || !isCacheable(ctx)) {
      await next();
      return;
    }
    const entry = entries.get(key);
    if (entry?.version === now && performance.now() - entry.storedAt < MAX_AGE_MS) {
      answer(ctx, entry);
      return;
    }
    if (entry) drop(key);
    await next();
    const { body } = ctx;
    if (ctx.status !== 200 || !Buffer.isBuffer(body)) return;
    if (body.length > MAX_ENTRY_BYTES || ctx.response.get('ETag') === '') return;
    keep(key, {
      // As it was before the answer was read: a change in between makes the entry worthless.
      version: now,
      storedAt: performance.now(),
      body,
      type: ctx.response.get('Content-Type'),
      etag: ctx.response.get('ETag'),
      cacheControl: ctx.response.get('Cache-Control'),
    });
  };
}

/** The back office's writes: all that changes what is public comes through these doors. */
const BACK_OFFICE =
  /^\/(review-workflow|gov-oidc|access-review|members|content-manager|upload|admin)(\/|$)/i;

/**
 * Whoever was told that a transition is done reads its result from this instance at once; others
 * hear of it from the database some milliseconds later.
 */
export function afterWrites(changed: () => void): Middleware {
  return (ctx: Context, next: Next) =>
    ctx.method !== 'GET' && ctx.method !== 'HEAD' && BACK_OFFICE.test(ctx.path)
      ? next().then(changed)
      : next();
}

function isCacheable(ctx: Context): boolean {
  return (
    ctx.method === 'GET' &&
    ctx.url.length <= MAX_URL_CHARACTERS &&
    CACHED.test(ctx.path) &&
    !NOT_CACHED.test(ctx.path) &&
    // CORS is decided further in, by origin.
    ctx.get('origin') === ''
  );
}

function answer(ctx: Context, entry: Entry): void {
  ctx.set({ ETag: entry.etag, 'Cache-Control': entry.cacheControl, Vary: 'Origin' });
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.set('Content-Type', entry.type);
  ctx.body = entry.body;
}
