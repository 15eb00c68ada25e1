import { randomBytes } from 'node:crypto';
import { rows } from '../../db/rows';
import type { SqlRunner } from '../../db/sql-runner';
import {
  planImport,
  type AgencyChange,
  type AgencyFacts,
  type ImportPlan,
  type RegisteredAgency,
} from '../../domain/agencies/plan-import';
import { deriveParents } from '../parents';

export interface ImportOutcome extends ImportPlan {
  /** Agencies whose parent was set anew, the added ones included. */
  readonly placed: number;
}

/**
 * Brings the register up to a file in one transaction: all of it or nothing. Readers go on
 * reading; another import waits. Old names are kept by the database (protect.ts).
 *
 * @param trx An open transaction; the caller commits.
 */
export async function importAgencies(
  trx: SqlRunner,
  file: readonly AgencyFacts[],
): Promise<ImportOutcome> {
  await trx.raw('LOCK TABLE agencies IN SHARE ROW EXCLUSIVE MODE', []);
  const plan = planImport(file, await registered(trx));
  await insert(trx, plan.added);
  await update(trx, plan.changed);
  return { ...plan, placed: await deriveParents(trx) };
}

function registered(trx: SqlRunner): Promise<RegisteredAgency[]> {
  return rows<RegisteredAgency>(
    trx,
    `SELECT id, oid, name, telephone, address, dn,
       ${formerly('former_names', 'name')} AS "formerNames", ${formerly('former_oids', 'oid')} AS "formerOids"
     FROM agencies`,
  );
}

function formerly(column: string, field: string): string {
  return `ARRAY(SELECT former ->> '${field}' FROM jsonb_array_elements(
    CASE WHEN jsonb_typeof(${column}::jsonb) = 'array'
         THEN ${column}::jsonb ELSE '[]'::jsonb END) AS former)`;
}

async function insert(trx: SqlRunner, agencies: readonly AgencyFacts[]): Promise<void> {
  if (agencies.length === 0) return;
  const records = agencies.map((agency) => ({ ...agency, document_id: newDocumentId() }));
  // Strapi fills published_at in every row of a type without drafts, and keeps UTC without a zone.
  await trx.raw(
    `INSERT INTO agencies (document_id, oid, name, telephone, address, dn, retired,
                           created_at, updated_at, published_at)
     SELECT document_id, oid, name, telephone, address, dn, false, at, at, at
     FROM jsonb_to_recordset(?::jsonb) AS file
       (document_id text, oid text, name text, telephone text, address text, dn text),
       (SELECT now() AT TIME ZONE 'UTC' AS at) AS clock`,
    [JSON.stringify(records)],
  );
}

async function update(trx: SqlRunner, changes: readonly AgencyChange[]): Promise<void> {
  if (changes.length === 0) return;
  const records = changes.map(({ id, after }) => ({ ...after, id }));
  await trx.raw(
    `UPDATE agencies SET name = file.name, telephone = file.telephone, address = file.address,
       dn = file.dn, updated_at = now() AT TIME ZONE 'UTC'
     FROM jsonb_to_recordset(?::jsonb) AS file
       (id integer, name text, telephone text, address text, dn text)
     WHERE agencies.id = file.id`,
    [JSON.stringify(records)],
  );
}

/** An id of the shape Strapi gives: 24 characters, a letter first. */
function newDocumentId(): string {
  const digits = BigInt(`0x${randomBytes(20).toString('hex')}`).toString(36);
  return `a${digits.padStart(23, '0').slice(-23)}`;
}
