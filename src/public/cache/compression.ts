import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Context, Middleware, Next } from 'koa';

/** Below this an answer fits into one packet anyhow. */
const MIN_BYTES = 1_400;

/** Public texts only: none of them holds a secret beside something that a stranger may choose. */
const PATHS =
  /^\/(api\/(datasets|search|corpus|tags|themes|licences|agencies|pages|banners|catalog|oai|openapi\.json)(\/|$)|graphql$|sitemap\.xml$|feed\.atom$)/;
const TYPES = /^(application\/(json|ld\+json|rdf\+xml|xml|atom\+xml)|text\/(turtle|xml|plain))/;

const brotli = promisify(zlib.brotliCompress as (b: Buffer, o: object, d: Done) => void);
const gzip = promisify(zlib.gzip as (b: Buffer, o: object, d: Done) => void);
type Done = (error: Error | null, result: Buffer) => void;

const ENCODERS: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body) => gzip(body, { level: 5 }),
};

/**
 * Compresses answers that are whole in memory, for those who take it; off the main thread. What is
 * answered from memory is compressed once.
 */
export function compression(): Middleware {
  const compressed = new WeakMap<Buffer, Map<string, Buffer>>();
  return async (ctx: Context, next: Next) => {
    await next();
    if (!PATHS.test(ctx.path)) return;
    // What holds for 200 holds for the 304 in its place.
    if (ctx.status === 304) ctx.vary('Accept-Encoding');
    const body: unknown = ctx.body;
    if (typeof body !== 'string' && !Buffer.isBuffer(body)) return;
    if (!TYPES.test(ctx.response.get('Content-Type'))) return;
    ctx.vary('Accept-Encoding');
    if (ctx.get('accept-encoding') === '') return;
    const encoding = ctx.acceptsEncodings('br', 'gzip', 'identity');
    const encode = typeof encoding === 'string' ? ENCODERS[encoding] : undefined;
    if (!encode || ctx.response.get('Content-Encoding') !== '') return;
    const plain = typeof body === 'string' ? Buffer.from(body) : body;
    if (plain.length < MIN_BYTES) return;
    const known = compressed.get(plain) ?? new Map<string, Buffer>();
    const packed = known.get(encoding as string) ?? (await encode(plain));
    known.set(encoding as string, packed);
    compressed.set(plain, known);
    const { status } = ctx;
    const type = ctx.response.get('Content-Type');
    ctx.body = packed;
    ctx.status = status;
    ctx.set('Content-Type', type);
    ctx.set('Content-Encoding', encoding as string);
  };
}
