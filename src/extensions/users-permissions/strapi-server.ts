import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../domain/errors';

type Handler = (ctx: Context) => unknown;
interface AuthController {
  forgotPassword: Handler;
  changePassword: Handler;
}
interface Plugin {
  controllers: { auth: (parts: { strapi: Core.Strapi }) => AuthController };
}

/**
 * Members who sign in through an identity provider have no password here: none is reset by whoever
 * reads their mail, and changing it says so. PostgreSQL keeps the columns empty besides
 * (src/members/tables.ts).
 */
export default (plugin: Plugin): Plugin => {
  const { auth } = plugin.controllers;
  plugin.controllers.auth = (parts) => {
    const own = auth(parts);
    return {
      ...own,
      async forgotPassword(ctx) {
        const { email } = (ctx.request.body ?? {}) as { email?: unknown };
        if (typeof email === 'string' && (await signsInElsewhere(parts.strapi, email))) {
          // The same answer as to an address that nobody has.
          ctx.body = { ok: true };
          return;
        }
        await own.forgotPassword(ctx);
      },
      async changePassword(ctx) {
        const { user } = ctx.state as { user?: { provider?: string } };
        if (user?.provider !== undefined && user.provider !== 'local') {
          throw new DomainError('members.password_elsewhere', 'conflict');
        }
        await own.changePassword(ctx);
      },
    };
  };
  return plugin;
};

async function signsInElsewhere(strapi: Core.Strapi, email: string): Promise<boolean> {
  const row = (await strapi.db
    .connection('up_users')
    .whereRaw('lower(email) = ?', [email.toLowerCase()])
    .whereNot({ provider: 'local' })
    .first('id')) as unknown;
  return row !== undefined;
}
