import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

type Actions = Record<string, (ctx: Context) => Promise<void>>;

interface AdminRoutes {
  /** Beside /admin, such as `/members`. */
  readonly prefix: string;
  readonly controller: string;
  readonly routes: readonly (readonly ['GET' | 'POST' | 'DELETE', string, string])[];
}

const AREAS: readonly AdminRoutes[] = [
  {
    prefix: '/access-review',
    controller: 'api::access-application.access-review',
    routes: [
      ['GET', '/applications', 'list'],
      ['GET', '/applications/:id', 'read'],
      ['POST', '/applications/:id/decisions', 'decide'],
      ['GET', '/applications/:id/evidence', 'evidence'],
    ],
  },
  {
    prefix: '/members',
    controller: 'api::member.member-review',
    routes: [
      ['GET', '/', 'list'],
      ['POST', '/:id/state', 'state'],
      ['GET', '/:id/export', 'export'],
      ['DELETE', '/:id', 'erase'],
    ],
  },
];

/**
 * End points of platform admins for members and their applications. Mounted here, as Strapi gives
 * every route of an api folder to the public interface; these take an admin access token.
 */
export function registerAccessReview({ strapi }: { strapi: Core.Strapi }): void {
  for (const { prefix, controller, routes } of AREAS) {
    strapi.server.routes({
      type: 'admin',
      prefix,
      routes: routes.map(([method, path, action]) => ({
        method,
        path,
        handler: (ctx: Context) =>
          (strapi.controller(controller as never) as unknown as Actions)[action]?.(ctx),
        info: { pluginName: 'admin', type: 'admin' },
        config: { policies: ['admin::isAuthenticatedAdmin'] },
      })),
    });
  }
}
