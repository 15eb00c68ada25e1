import type { Core } from '@strapi/strapi';
import { loadOfficer } from '../../../../../access/officer';
import { covers } from '../../../../../domain/access/agency-scope';
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
const DATASET = 'api::dataset.dataset';
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

/**
 * Workflow content is read-only in the content manager, and its lists can't be questioned about what
 * the asker may not read. Runs on every route of it, after authentication and Strapi's own checks.
 *
 * @throws {DomainError} review.not_found (404), guard.workflow_only (403): a write; guard.query_not_allowed (422): a
 *   question about another field; request.forbidden (403): a relation or page that is not theirs.
 */
export async function guardContentManager(strapi: Core.Strapi, ctx: AdminContext): Promise<void> {
  const model = ctx.params.model ?? '';
  if (!WORKFLOW_UIDS.has(model)) return;
  if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
    throw new DomainError('guard.workflow_only', 'forbidden');
  }
  if (model === DATASET && ctx.params.id !== undefined) await requireInScope(strapi, ctx);
  const field = ctx.params.targetField;
  if (field !== undefined) {
    await requirePlatformAdmin(strapi, ctx);
    if (!OPEN_RELATIONS.has(field)) throw new DomainError('request.forbidden', 'forbidden');
    return;
  }
  checkQuery(ctx.query);
}

/** Strapi would answer 403 for another agency's record and 404 for none: that tells them apart. */
async function requireInScope(strapi: Core.Strapi, ctx: AdminContext): Promise<void> {
  const db = strapi.db.connection;
  const { scope } = await loadOfficer(db, ctx.state.user?.id ?? 0);
  const record = await db('guard.dataset')
    .where({ document_id: ctx.params.id })
    .first<{ agency_id: number } | undefined>('agency_id');
  if (!record || !covers(scope, { agencyId: record.agency_id })) {
    throw new DomainError('review.not_found', 'missing');
  }
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
