import type { Context } from 'koa';

/**
 * Names a download (RFC 6266). For programs that read `filename` only, such as curl, a Chinese name
 * would be a row of question marks: they get a plain one with the same ending.
 */
export function attach(ctx: Context, name: string, plainStem: string): void {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  const isPlain = /^[\x20-\x7e]*$/.test(name);
  ctx.attachment(name, isPlain ? {} : { fallback: `${plainStem}${ending}` });
}
