import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { STATUS } from '../../../../../http/domain-errors';
import { readReader } from '../pages/reader';
import { refusalPage } from '../pages/refusal-page';
import { runtimeOf } from '../runtime';
import { describeFault, explainFault } from '../../../../../oidc/explain-fault';

/** The id under which the log has the details; the service's own where it gave one. */
function requestIdOf(ctx: Context): string {
  const given = (ctx.state as { requestId?: unknown }).requestId;
  if (typeof given === 'string') return given;
  const header = ctx.response.get('x-request-id');
  return header === '' ? randomUUID() : header;
}

export function sendPage(ctx: Context, html: string): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Referrer-Policy', 'same-origin');
  ctx.type = 'html';
  ctx.body = html;
}

/** Runs a page's handler; what it refuses becomes a page with what to do, and a line in the log. */
export async function withRefusalPage(
  strapi: Core.Strapi,
  ctx: Context,
  handle: () => Promise<void>,
): Promise<void> {
  try {
    await handle();
  } catch (error) {
    const refusal = explainFault(error);
    const requestId = requestIdOf(ctx);
    ctx.set('X-Request-Id', requestId);
    strapi.log.warn(`sign-in refused ${refusal.code} [${requestId}] ${describeFault(error)}`);
    ctx.status = STATUS[refusal.kind];
    const { help } = runtimeOf(strapi).settings;
    const { code, params } = refusal;
    sendPage(ctx, refusalPage(readReader(ctx), { code, params, requestId, help }));
  }
}
