import type { Core } from '@strapi/strapi';
import { loadOfficer } from '../../../../../access/officer';
import { DomainError } from '../../../../../domain/errors';
import type { AdminContext } from '../http/operation';
import { WORKFLOW_UIDS } from './documents';

/** Scalars of a dataset that a content-manager list may be filtered or sorted by. */
const OPEN_FIELDS = new Set([
  'id',
  'documentId',
  'identifier',
  'name',
  'description',
  'state',
  'isOpen',
  'yearFrom',
  'yearTo',
  'firstListedAt',
  'lastListedAt',
  'createdAt',
  'updatedAt',
]);
const POLICY = 'plugin::review-workflow.content-manager';
const LOGIC = new Set(['$and', '$or', '$not']);
const OPEN_RELATIONS = new Set(['agency', 'licence', 'tags', 'files']);
const OPEN_QUERY = new Set([
  'page',
  'pageSize',
  'sort',
  'filters',
  '_q',
  'locale',
  'status',
  'fields',
]);

interface Route {
  path: string;
  config?: { policies?: unknown[] };
}

/**
 * Puts this guard on every route of the content manager, after authentication: workflow content
 * is read-only there, and its lists can't be questioned about what the asker may not read.
 */
export function guardContentManager(strapi: Core.Strapi): void {
  const routers = strapi.plugin('content-manager').routes as unknown as Record<
    string,
    { routes: Route[] }
  >;
  for (const { routes } of Object.values(routers)) {
    for (const route of routes) {
      route.config = { ...route.config, policies: [...(route.config?.policies ?? []), POLICY] };
    }
  }
}

/** The policy of that name; runs after authentication and the content manager's own policies. */
export async function contentManagerPolicy(
  ctx: AdminContext,
  _config: unknown,
  { strapi }: { strapi: Core.Strapi },
): Promise<boolean> {
  await checkRequest(strapi, ctx);
  return true;
}

/**
 * @throws {DomainError} guard.workflow_only (403): a write; guard.query_not_allowed (422): a
 *   question about another field; request.forbidden (403): a relation or page that is not theirs.
 */
async function checkRequest(strapi: Core.Strapi, ctx: AdminContext): Promise<void> {
  const { path } = ctx;
  if (/\/homepage\//.test(path)) await requirePlatformAdmin(strapi, ctx);
  const model = ctx.params.model ?? '';
  if (!WORKFLOW_UIDS.has(model)) return;
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
    throw new DomainError('guard.workflow_only', 'forbidden');
  }
  const field = ctx.params.targetField;
  if (field !== undefined) {
    await requirePlatformAdmin(strapi, ctx);
    if (!OPEN_RELATIONS.has(field)) throw new DomainError('request.forbidden', 'forbidden');
    return;
  }
  checkQuery(ctx.query);
}

async function requirePlatformAdmin(strapi: Core.Strapi, ctx: AdminContext): Promise<void> {
  const id = ctx.state.user?.id ?? 0;
  const { role } = await loadOfficer(strapi.db.connection, id);
  if (role !== 'platform-admin') throw new DomainError('request.forbidden', 'forbidden');
}

function checkQuery(query: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(query)) if (!OPEN_QUERY.has(name)) refuse(name);
  for (const sort of [query.sort ?? []].flat()) checkSort(sort);
  checkFilters(query.filters, 'filters');
}

function checkSort(sort: unknown): void {
  const fields = typeof sort === 'string' ? sort.split(',').map((part) => part.split(':')[0]) : [];
  if (fields.length === 0 || fields.some((field) => !OPEN_FIELDS.has(field?.trim() ?? ''))) {
    refuse('sort');
  }
}

function checkFilters(filters: unknown, path: string): void {
  if (filters === undefined || filters === null) return;
  if (typeof filters !== 'object') refuse(path);
  for (const [key, value] of Object.entries(filters as Record<string, unknown>)) {
    const here = `${path}.${key}`;
    if (LOGIC.has(key) || /^\d+$/.test(key)) checkFilters(value, here);
    else if (!OPEN_FIELDS.has(key)) refuse(here);
  }
}

function refuse(path: string): never {
  throw new DomainError('guard.query_not_allowed', 'invalid', { path: path.slice(0, 100) });
}
