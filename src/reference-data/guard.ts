import type { Core } from '@strapi/strapi';
import { rows } from '../db/rows';
import { DomainError } from '../domain/errors';
import type { ContentAction, ContentKind } from '../contracts/content';
import { resolveAgencyLinks } from './agency-links';
import { noteContent } from './note';

interface Guarded {
  readonly table: ContentTable;
  readonly kind: ContentKind;
  /** The fields that together name one record. */
  readonly key: readonly string[];
  /** Whether the key stays as it was created, since others rely on it. */
  readonly fixed: boolean;
  /** Whether a record that others use may not be deleted. */
  readonly kept: boolean;
}

type ContentTable =
  'tags' | 'licences' | 'agencies' | 'themes' | 'pages' | 'banners' | 'hot_keywords';

const strict = { fixed: true, kept: true } as const;
const loose = { fixed: false, kept: false } as const;

const GUARDED: Readonly<Record<string, Guarded>> = {
  'api::tag.tag': { table: 'tags', kind: 'tags', key: ['facet', 'code'], ...strict },
  'api::licence.licence': { table: 'licences', kind: 'licences', key: ['code'], ...strict },
  // Its OID may change; the database remembers the one before.
  'api::agency.agency': {
    table: 'agencies',
    kind: 'agencies',
    key: ['oid'],
    fixed: false,
    kept: true,
  },
  'api::theme.theme': { table: 'themes', kind: 'themes', key: ['code'], ...loose },
  'api::page.page': { table: 'pages', kind: 'pages', key: ['slug'], ...loose },
  'api::banner.banner': { table: 'banners', kind: 'banners', key: [], ...loose },
  'api::hot-keyword.hot-keyword': {
    table: 'hot_keywords',
    kind: 'hot-keywords',
    key: ['word'],
    ...loose,
  },
};

const LINKS: Readonly<Record<string, string[]>> = {
  'api::agency.agency': ['parent', 'successor'],
  'api::theme.theme': ['tags', 'image'],
  'api::banner.banner': ['image'],
};

const ACTIONS: Readonly<Record<string, ContentAction>> = {
  create: 'created',
  clone: 'created',
  update: 'changed',
  delete: 'deleted',
  publish: 'published',
  unpublish: 'unpublished',
};

type Values = Readonly<Record<string, unknown>>;
interface Row extends Values {
  readonly id: number;
  readonly documentId: string;
}
interface Request {
  readonly strapi: Core.Strapi;
  readonly uid: keyof typeof GUARDED;
  readonly guarded: Guarded;
  /** The record as it is; null where one is being created. */
  readonly row: Row | null;
  readonly data: Values;
}

/**
 * Says in words, for people at the content-manager and callers of the Document Service, what
 * PostgreSQL refuses in any case (protect.ts): deleting what is in use, changing a fixed code,
 * taking a code twice, agencies that are above themselves.
 *
 * @throws {DomainError} reference.in_use, reference.code_taken, reference.cycle (409),
 *   reference.code_fixed (422).
 */
export function guardReferenceData({ strapi }: { strapi: Core.Strapi }): void {
  strapi.documents.use(async ({ uid, action, params }, next) => {
    const guarded = GUARDED[uid];
    if (!guarded) return next();
    const { documentId, data = {} } = params as {
      documentId?: string;
      data?: Record<string, unknown>;
    };
    if (uid === 'api::agency.agency') await resolveAgencyLinks(strapi, data);
    const row = await findRow(strapi, uid, documentId);
    const request: Request = { strapi, uid, guarded, row, data };
    if (action === 'delete') await refuseInUse(request);
    if (action === 'update') refuseNewKey(request);
    if (['create', 'update', 'clone'].includes(action)) await refuseTaken(request, action);
    const noted = ACTIONS[action];
    if (noted === undefined) return next();
    try {
      // One transaction: a change and its entry in the trail, or neither.
      return await strapi.db.transaction(async () => {
        const result = await next();
        await noteChange(request, noted, result as Values);
        return result;
      });
    } catch (error) {
      throw inWords(error);
    }
  });
}

async function noteChange(
  { strapi, uid, guarded, row }: Request,
  action: ContentAction,
  result: Values,
): Promise<void> {
  const created = row === null || action === 'created';
  const documentId = String(created ? result.documentId : row.documentId);
  const after = action === 'deleted' ? null : await findRow(strapi, uid, documentId);
  const before = created ? null : row;
  const known = after ?? before;
  const mark = guarded.kind === 'banners' ? known?.title : known?.[guarded.key.at(-1) ?? ''];
  await noteContent({
    ...{ strapi, kind: guarded.kind, record: documentId, action },
    mark: typeof mark === 'string' ? mark : documentId,
    before: editedFields(before),
    after: editedFields(after),
  });
}

const NOT_EDITED = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale']);

function editedFields(row: Row | null): Values | null {
  if (row === null) return null;
  const fields = Object.entries(row).filter(([name]) => !NOT_EDITED.has(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, nameOf(value)]));
}

/** Of a related record what people know it by. */
function nameOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nameOf);
  if (typeof value !== 'object' || value === null || !('id' in value)) return value;
  const { oid, code, name, id } = value as Values;
  return oid ?? code ?? name ?? id;
}

async function findRow(
  strapi: Core.Strapi,
  uid: string,
  documentId: string | undefined,
): Promise<Row | null> {
  if (documentId === undefined) return null;
  // Of a page the draft: what is published is a copy of it.
  const draft = uid === 'api::page.page' ? { publishedAt: null } : {};
  const populate = LINKS[uid] ?? [];
  return (await strapi.db
    .query(uid)
    .findOne({ where: { documentId, ...draft }, populate })) as Row | null;
}

async function refuseInUse({ strapi, guarded, row }: Request): Promise<void> {
  if (!guarded.kept || !row) return;
  const [answer] = await rows<{ used_by: string | null }>(
    strapi.db.connection,
    'SELECT reference_used_by(?::regclass, ?) AS used_by',
    [guarded.table, row.id],
  );
  if (answer?.used_by) throw new DomainError('reference.in_use', 'conflict');
}

function refuseNewKey({ guarded, row, data }: Request): void {
  if (!guarded.fixed || !row) return;
  const path = guarded.key.find((field) => field in data && data[field] !== row[field]);
  if (path !== undefined) throw new DomainError('reference.code_fixed', 'invalid', { path });
}

/** A clone without a code of its own repeats the original's. */
async function refuseTaken(
  { strapi, uid, guarded, row, data }: Request,
  action: string,
): Promise<void> {
  const key = guarded.key.map((field) => [field, data[field] ?? row?.[field]] as const);
  if (key.length === 0 || key.some(([, value]) => typeof value !== 'string')) return;
  const others =
    action === 'update' && row ? { documentId: { $ne: row.documentId } } : ({} as const);
  const taken = await strapi.db
    .query(uid)
    .count({ where: { ...Object.fromEntries(key), ...others } });
  if (taken === 0) return;
  throw new DomainError('reference.code_taken', 'conflict', { path: guarded.key.at(-1) ?? 'code' });
}

/** What a trigger of protect.ts refused, as the refusal that people read. */
function inWords(error: unknown): unknown {
  const code = error instanceof Error ? /\breference\.[a-z_]+$/.exec(error.message)?.[0] : null;
  return code ? new DomainError(code, 'conflict', { cause: error }) : error;
}
