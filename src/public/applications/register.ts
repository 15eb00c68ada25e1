import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

const CONTROLLER = 'api::access-application.access-review';

type Actions = Record<string, (ctx: Context) => Promise<void>>;

/**
 * The reviewers' end points. Mounted here, as Strapi gives every route of an api folder to the public
 * interface; these take an admin access token.
 */
export function registerAccessReview({ strapi }: { strapi: Core.Strapi }): void {
  const route = (method: 'GET' | 'POST', path: string, action: string) => ({
    method,
    path,
    handler: (ctx: Context) => (strapi.controller(CONTROLLER) as unknown as Actions)[action]?.(ctx),
    info: { pluginName: 'admin', type: 'admin' },
    config: { policies: ['admin::isAuthenticatedAdmin'] },
  });
  strapi.server.routes({
    type: 'admin',
    prefix: '/access-review',
    routes: [
      route('GET', '/applications', 'list'),
      route('POST', '/applications/:id/decisions', 'decide'),
      route('GET', '/applications/:id/evidence', 'evidence'),
    ],
  });
}
