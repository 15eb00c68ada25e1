import type { Core } from '@strapi/strapi';
import { rows } from '../db/rows';
import { DomainError } from '../domain/errors';
import { resolveAgencyLinks } from './agency-links';

interface Guarded {
  readonly table: string;
  /** The fields that together name one record. */
  readonly key: readonly string[];
  /** Whether the key stays as it was created, since others rely on it. */
  readonly fixed: boolean;
  /** Whether a record that others use may not be deleted. */
  readonly kept: boolean;
}

const GUARDED: Readonly<Record<string, Guarded>> = {
  'api::tag.tag': { table: 'tags', key: ['facet', 'code'], fixed: true, kept: true },
  'api::licence.licence': { table: 'licences', key: ['code'], fixed: true, kept: true },
  'api::agency.agency': { table: 'agencies', key: ['oid'], fixed: true, kept: true },
  'api::theme.theme': { table: 'themes', key: ['code'], fixed: false, kept: false },
  'api::page.page': { table: 'pages', key: ['slug'], fixed: false, kept: false },
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
    try {
      return await next();
    } catch (error) {
      throw inWords(error);
    }
  });
}

async function findRow(
  strapi: Core.Strapi,
  uid: string,
  documentId: string | undefined,
): Promise<Row | null> {
  if (documentId === undefined) return null;
  return (await strapi.db.query(uid).findOne({ where: { documentId } })) as Row | null;
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
  if (key.some(([, value]) => typeof value !== 'string')) return;
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
