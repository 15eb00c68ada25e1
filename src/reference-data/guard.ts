import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';

interface Guarded {
  readonly table: string;
  /** Fields that name the record to the outside for ever. */
  readonly fixed: readonly string[];
  /** Names the place where a duplicate is told. */
  readonly path: string;
}

const GUARDED: Readonly<Record<string, Guarded>> = {
  'api::tag.tag': { table: 'tags', fixed: ['facet', 'code'], path: 'code' },
  'api::licence.licence': { table: 'licences', fixed: ['code'], path: 'code' },
  'api::agency.agency': { table: 'agencies', fixed: ['oid'], path: 'oid' },
};

interface Row extends Record<string, unknown> {
  readonly id: number;
}

/**
 * Says in words, for people at the content-manager and callers of the Document Service, what
 * PostgreSQL refuses in any case (protect.ts): deleting what is in use, changing a fixed code,
 * taking a code twice.
 *
 * @throws {DomainError} reference.in_use, reference.code_taken (conflict), reference.code_fixed (invalid).
 */
export function guardReferenceData({ strapi }: { strapi: Core.Strapi }): void {
  strapi.documents.use(async (context, next) => {
    const guarded = GUARDED[context.uid];
    if (guarded) {
      const params = context.params as { documentId?: string; data?: Record<string, unknown> };
      const row = await findRow(strapi, context.uid, params.documentId);
      if (context.action === 'delete' && row) await refuseInUse(strapi, guarded, row);
      if (context.action === 'update' && row) refuseNewCode(guarded, row, params.data ?? {});
      if (context.action === 'create') await refuseTaken(strapi, context.uid, guarded, params.data);
    }
    return next();
  });
}

async function findRow(
  strapi: Core.Strapi,
  uid: string,
  documentId: string | undefined,
): Promise<Row | null> {
  if (documentId === undefined) return null;
  return (await strapi.db.query(uid as 'api::tag.tag').findOne({ where: { documentId } })) as Row;
}

async function refuseInUse(strapi: Core.Strapi, { table }: Guarded, row: Row): Promise<void> {
  const answer = (await strapi.db.connection.raw(
    'SELECT reference_used_by(?::regclass, ?) AS used_by',
    [table, row.id],
  )) as { rows: { used_by: string | null }[] };
  if (answer.rows[0]?.used_by) throw new DomainError('reference.in_use', 'conflict');
}

function refuseNewCode({ fixed }: Guarded, row: Row, data: Record<string, unknown>): void {
  const path = fixed.find((field) => field in data && data[field] !== row[field]);
  if (path !== undefined) throw new DomainError('reference.code_fixed', 'invalid', { path });
}

async function refuseTaken(
  strapi: Core.Strapi,
  uid: string,
  { fixed, path }: Guarded,
  data: Record<string, unknown> = {},
): Promise<void> {
  const where = Object.fromEntries(fixed.map((field) => [field, data[field]]));
  if (Object.values(where).some((value) => typeof value !== 'string')) return;
  if ((await strapi.db.query(uid as 'api::tag.tag').count({ where })) > 0) {
    throw new DomainError('reference.code_taken', 'conflict', { path });
  }
}
