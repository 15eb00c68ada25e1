import type { Core } from '@strapi/strapi';
import type { AgencyName } from '../../../../../contracts/accounts';
import { DomainError } from '../../../../../domain/errors';
import { readFields, type FieldRules } from '../../../../../domain/reference/read-fields';
import { withMeaning } from '../../../../../reference-data/change';
import { deriveParents } from '../../../../../reference-data/parents';
import type { Knex } from '../store/knex';
import { inTransaction } from '../store/transaction';

const AGENCY = 'api::agency.agency';
const LINE = 200;
const REASON = 2_000;
const MAX_PARTS = 20;

const oid = {
  type: 'text',
  max: 120,
  pattern: /^\d+(\.\d+){2,}$/,
  expected: '2.16.886.101.…',
} as const;
const name = { type: 'text', max: LINE, required: true } as const;

const FIELDS: FieldRules = { name, nameEn: { type: 'text', max: LINE }, parent: oid };
const NEW: FieldRules = { oid: { ...oid, required: true }, ...FIELDS };
const MERGE: FieldRules = {
  successor: { ...oid, required: true },
  reason: { type: 'text', max: REASON, required: true },
};
const RESTORE: FieldRules = { reason: { type: 'text', max: REASON, required: true } };

/**
 * Registers an agency below the given one or, without one, below the nearest that its OID names.
 *
 * @returns documentId
 * @throws {DomainError} request.invalid (422), reference.code_taken (409)
 */
export function addAgency(strapi: Core.Strapi, input: unknown): Promise<string> {
  const values = readFields(NEW, input);
  return inTransaction(strapi, async (trx) => {
    const parent = await rowIdOf(trx, 'parent', values.parent as string | null);
    const documentId = await create(strapi, { ...values, parent });
    if (parent === null) await deriveParents(trx);
    return documentId;
  });
}

/**
 * Renames an agency or puts it below another; its OID stays, and its former names are kept.
 *
 * @throws {DomainError} agency.not_found (404), reference.stale, reference.cycle (409),
 *   request.invalid (422)
 */
export function changeAgency(
  strapi: Core.Strapi,
  documentId: string,
  input: unknown,
): Promise<void> {
  const { version, ...fields } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const values = readFields(FIELDS, fields);
  return inTransaction(strapi, async (trx) => {
    const agency = await lock(trx, documentId);
    if (agency.version !== version) throw new DomainError('reference.stale', 'conflict');
    const parent = await rowIdOf(trx, 'parent', values.parent as string | null);
    await update(strapi, documentId, { ...values, parent });
    if (parent === null) await deriveParents(trx);
  });
}

/**
 * Another agency takes over: officers go to it (settle-agencies.ts), published datasets keep the
 * publisher of their day and show who is responsible now, and the successor reviews what waits.
 *
 * @throws {DomainError} agency.not_found (404), reference.same_agency, reference.cycle,
 *   reference.already_retired (409), request.invalid (422)
 */
export function mergeAgency(
  strapi: Core.Strapi,
  documentId: string,
  input: unknown,
): Promise<void> {
  const { successor, reason } = readFields(MERGE, input);
  return inTransaction(strapi, async (trx) => {
    const agency = await lockInUse(trx, documentId);
    const heir = await rowIdOf(trx, 'successor', String(successor));
    await retire(strapi, { agency, heir, action: 'merged', reason: String(reason) });
  });
}

/**
 * Several agencies take over; those that are not registered yet are added. One of them gets the
 * officers and datasets of today.
 *
 * @throws {DomainError} as {@link mergeAgency}, and reference.parts_required,
 *   reference.successor_required (422)
 */
export function splitAgency(
  strapi: Core.Strapi,
  documentId: string,
  input: unknown,
): Promise<void> {
  const { parts: given, ...rest } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const { successor, reason } = readFields(MERGE, rest);
  const parts = readParts(given);
  if (!parts.some((part) => part.oid === successor)) {
    throw new DomainError('reference.successor_required', 'invalid', { path: 'successor' });
  }
  return inTransaction(strapi, async (trx) => {
    const agency = await lockInUse(trx, documentId);
    for (const part of parts) {
      const known = await trx('agencies')
        .where({ oid: part.oid })
        .first<{ id: number } | undefined>('id');
      if (!known) await create(strapi, { ...part, parent: agency.parentId });
    }
    const heir = await rowIdOf(trx, 'successor', String(successor));
    await retire(strapi, { agency, heir, action: 'split', reason: String(reason) });
  });
}

/**
 * Undoes a merger or split that was entered by mistake. Officers who went to the successor stay there.
 *
 * @throws {DomainError} agency.not_found (404), reference.not_retired (409), request.invalid (422)
 */
export function restoreAgency(
  strapi: Core.Strapi,
  documentId: string,
  input: unknown,
): Promise<void> {
  const { reason } = readFields(RESTORE, input);
  return inTransaction(strapi, async (trx) => {
    const { retired } = await lock(trx, documentId);
    if (!retired) throw new DomainError('reference.not_retired', 'conflict');
    await withMeaning({ action: 'restored', reason: String(reason) }, () =>
      update(strapi, documentId, { retired: false, successor: null }),
    );
  });
}

interface Locked {
  readonly id: number;
  readonly documentId: string;
  readonly parentId: number | null;
  readonly retired: boolean;
  readonly version: string;
}

async function lock(trx: Knex, documentId: string): Promise<Locked> {
  const { rows } = await trx.raw<{ rows: Locked[] }>(
    `select id, document_id as "documentId", parent_id as "parentId",
       coalesce(retired, false) as retired,
       to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as version
     from agencies where document_id = ? for update`,
    [documentId],
  );
  if (!rows[0]) throw new DomainError('agency.not_found', 'missing');
  return rows[0];
}

async function lockInUse(trx: Knex, documentId: string): Promise<Locked> {
  const agency = await lock(trx, documentId);
  if (agency.retired) throw new DomainError('reference.already_retired', 'conflict');
  return agency;
}

interface Retirement {
  readonly agency: Locked;
  readonly heir: number | null;
  readonly action: 'merged' | 'split';
  readonly reason: string;
}

async function retire(strapi: Core.Strapi, { agency, heir, action, reason }: Retirement) {
  if (heir === agency.id) {
    throw new DomainError('reference.same_agency', 'conflict', { path: 'successor' });
  }
  await withMeaning({ action, reason }, () =>
    update(strapi, agency.documentId, { retired: true, successor: heir }),
  );
}

/** @throws {DomainError} request.invalid (422): there is no such agency. */
async function rowIdOf(trx: Knex, path: string, wanted: string | null): Promise<number | null> {
  if (wanted === null) return null;
  const found = await trx('agencies')
    .where({ oid: wanted })
    .first<{ id: number } | undefined>('id');
  if (found) return found.id;
  const issues = [{ code: 'agency.not_found', path }];
  throw new DomainError('request.invalid', 'invalid', { issues });
}

function readParts(given: unknown): AgencyName[] {
  const all: unknown[] = Array.isArray(given) ? given : [];
  if (all.length === 0 || all.length > MAX_PARTS) {
    throw new DomainError('reference.parts_required', 'invalid', { path: 'parts' });
  }
  const rules: FieldRules = { oid: { ...oid, required: true }, name };
  return all.map((part) => readFields(rules, part) as unknown as AgencyName);
}

async function create(strapi: Core.Strapi, data: object): Promise<string> {
  const created = await strapi.documents(AGENCY).create({ data: data as never });
  return created.documentId;
}

async function update(strapi: Core.Strapi, documentId: string, data: object): Promise<void> {
  await strapi.documents(AGENCY).update({ documentId, data: data as never });
}
