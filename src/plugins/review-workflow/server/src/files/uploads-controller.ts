import type { Context } from 'koa';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { CHECKSUM_ALGORITHMS } from '../../../../../ingest/tus/checksum';
import { TUS_DOOR } from '../../../../../ingest/register';
import type { TusDoor } from '../../../../../ingest/tus/tus-door';

/** Those of tus: an upload under way is never read back. */
const METHODS = ['OPTIONS', 'POST', 'HEAD', 'PATCH', 'DELETE'];

/** Resumable uploads; the admin's session is checked before a byte of the body is read. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async handle(ctx: Context) {
    if (!METHODS.includes(ctx.method)) ctx.throw(405);
    // Of a type that the service's own readers take: nothing is left for this one.
    if (ctx.req.readableDidRead || ctx.req.readableEnded)
      throw new DomainError('upload.malformed', 'bad-request');
    const { user } = ctx.state as { user: { id: number } };
    ctx.set('Tus-Resumable', '1.0.0');
    ctx.set('Cache-Control', 'no-store');
    if (ctx.method === 'OPTIONS') {
      ctx.set('Tus-Checksum-Algorithm', CHECKSUM_ALGORITHMS.join(','));
    }
    const door = strapi.get<TusDoor>(TUS_DOOR);
    const response = await door.handle({ message: ctx.req, actorId: user.id });
    response.headers.forEach((value, name) => {
      ctx.set(name, value);
    });
    const body = response.body === null ? '' : await response.text();
    ctx.status = response.status;
    if (body !== '') ctx.body = body;
  },
});
