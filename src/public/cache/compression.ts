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

const ENCODERS = {
  br: (body: Buffer) => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body: Buffer) => gzip(body, { level: 5 }),
};
export type Encoding = keyof typeof ENCODERS;

/** Whether answers of this kind differ by what the client takes. */
export const isCompressible = (path: string, type: string): boolean =>
  PATHS.test(path) && TYPES.test(type);

/** What a client takes best, null for the text as it is. */
export function encodingFor(ctx: Context): Encoding | null {
  if (ctx.get('accept-encoding') === '') return null;
  const encoding = ctx.acceptsEncodings('br', 'gzip', 'identity');
  return encoding === 'br' || encoding === 'gzip' ? encoding : null;
}

const compressed = new WeakMap<Buffer, Map<Encoding, Buffer>>();

/** Off the main thread; what is answered from memory is compressed once. @returns null where it is too short to gain */
export async function compress(plain: Buffer, encoding: Encoding): Promise<Buffer | null> {
  if (plain.length < MIN_BYTES) return null;
  const known = compressed.get(plain) ?? new Map<Encoding, Buffer>();
  const packed = known.get(encoding) ?? (await ENCODERS[encoding](plain));
  known.set(encoding, packed);
  compressed.set(plain, known);
  return packed;
}

/** Compresses answers that are whole in memory, for those who take it. */
export function compression(): Middleware {
  return async (ctx: Context, next: Next) => {
    await next();
    if (!PATHS.test(ctx.path)) return;
    // What holds for 200 holds for the 304 in its place.
    if (ctx.status === 304) ctx.vary('Accept-Encoding');
    const body: unknown = ctx.body;
    if (typeof body !== 'string' && !Buffer.isBuffer(body)) return;
    const type = ctx.response.get('Content-Type');
    if (!TYPES.test(type)) return;
    ctx.vary('Accept-Encoding');
    const encoding = encodingFor(ctx);
    if (!encoding || ctx.response.get('Content-Encoding') !== '') return;
    const packed = await compress(Buffer.isBuffer(body) ? body : Buffer.from(body), encoding);
    if (!packed) return;
    const { status } = ctx;
    ctx.body = packed;
    ctx.status = status;
    ctx.set('Content-Type', type);
    ctx.set('Content-Encoding', encoding);
  };
}
