import type { Core } from '@strapi/strapi';
import type { Next } from 'koa';
import { loadOfficer } from '../../../../../access/officer';
import { DomainError } from '../../../../../domain/errors';
import type { AdminContext } from '../http/operation';
import { guardContentManager } from './content-manager';
import { audienceOf, type PanelAudience } from './panel-routes';

interface Route {
  readonly method: string;
  readonly path: string;
  config?: { auth?: unknown; middlewares?: unknown[] };
}
interface Router {
  readonly type?: string;
  readonly prefix?: string;
  readonly routes: Route[];
}
type RouterInput = Router | ((context: { strapi: Core.Strapi }) => Router);
type Routers = Record<string, RouterInput>;

/** Plugins whose routes decide per call who may do what. */
const OWN = new Set(['review-workflow', 'gov-oidc']);
const SUPER_ADMIN = 'strapi-super-admin';

/**
 * Puts this guard on every route of Strapi's admin panel that asks for a session. It is a route
 * middleware and not a policy: a policy gets a copy of the context without path, method and query.
 */
export function guardPanel(strapi: Core.Strapi): void {
  // As Strapi's own start reads them: Strapi's types know the plugins' routes, not the admin's.
  const { admin } = strapi as unknown as { admin: { routes: Routers } };
  guardRouters(strapi, '/admin', admin.routes);
  for (const [name, { routes }] of Object.entries(strapi.plugins)) {
    const routers = (Array.isArray(routes) ? { admin: { routes } } : routes) as unknown as Routers;
    if (!OWN.has(name)) guardRouters(strapi, `/${name}`, routers);
  }
}

function guardRouters(strapi: Core.Strapi, prefix: string, routers: Routers): void {
  for (const [name, router] of Object.entries(routers)) {
    if (typeof router === 'function') {
      routers[name] = (context) => guardRouter(strapi, prefix, router(context));
    } else guardRouter(strapi, prefix, router);
  }
}

function guardRouter(strapi: Core.Strapi, prefix: string, router: Router): Router {
  if ((router.type ?? 'admin') !== 'admin') return router;
  for (const route of router.routes) {
    if (route.config?.auth === false) continue;
    const path = `${router.prefix ?? prefix}${route.path === '/' ? '' : route.path}`;
    const guard = guardOf(strapi, `${route.method} ${path}`);
    // Strapi's routes belong to the process: where the service is loaded again, the guard is the new one.
    const others = (route.config?.middlewares ?? []).filter((one) => !guards.has(one as Guard));
    route.config = { ...route.config, middlewares: [guard, ...others] };
    guards.add(guard);
  }
  return router;
}

type Guard = (ctx: AdminContext, next: Next) => Promise<void>;
const guards = new WeakSet<Guard>();

function guardOf(strapi: Core.Strapi, route: string): Guard {
  const audience = audienceOf(route);
  const isContentManager = route.includes(' /content-manager/');
  const isProfile = route === 'PUT /admin/users/me';
  return async (ctx, next) => {
    const isSuperAdmin = ctx.state.user?.roles?.some(({ code }) => code === SUPER_ADMIN) ?? false;
    if (!isSuperAdmin || audience === 'nobody') await requireAudience(strapi, ctx, audience);
    if (isContentManager) await guardContentManager(strapi, ctx);
    if (isProfile && !isSuperAdmin) requireSameProfile(ctx);
    await next();
  };
}

/** @throws {DomainError} request.forbidden (403), account.no_role (403). */
async function requireAudience(
  strapi: Core.Strapi,
  ctx: AdminContext,
  audience: PanelAudience,
): Promise<void> {
  const { role } = await loadOfficer(strapi.db.connection, ctx.state.user?.id ?? 0);
  const allowed =
    audience === 'officers' || (audience === 'platform-admin' && role === 'platform-admin');
  if (!allowed) throw new DomainError('request.forbidden', 'forbidden');
}

/**
 * An officer's name and address come from the identity provider and there is no password; only the
 * panel's language is the person's own to choose.
 *
 * @throws {DomainError} guard.profile_fixed (403) with the field's path.
 */
function requireSameProfile(ctx: AdminContext): void {
  const { preferedLanguage: _language, ...fields } = (ctx.request.body ?? {}) as Fields;
  const user = (ctx.state.user ?? {}) as Fields;
  const path = Object.keys(fields).find((field) => (fields[field] ?? '') !== (user[field] ?? ''));
  if (path !== undefined) {
    throw new DomainError('guard.profile_fixed', 'forbidden', { path: path.slice(0, 60) });
  }
}

type Fields = Readonly<Record<string, unknown>>;
