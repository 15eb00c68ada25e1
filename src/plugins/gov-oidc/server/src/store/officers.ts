import { randomBytes } from 'node:crypto';
import type { Person } from '../../../../../domain/accounts/map-claims';
import { isOfficerRole, type OfficerRole } from '../../../../../domain/access/roles';
import type { Knex } from './knex';

const TABLE = 'officers';

/** One officer's row. */
export interface Officer {
  readonly id: number;
  readonly documentId: string;
  readonly account: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: OfficerRole | null;
  readonly agencyId: number | null;
  readonly adminUserId: number | null;
  readonly active: boolean;
}

interface Row {
  id: number;
  document_id: string;
  account: string;
  name: string;
  email: string | null;
  role: unknown;
  agency_id: number | null;
  admin_user_id: number | null;
  active: boolean;
}

function toOfficer(row: Row): Officer {
  return {
    id: row.id,
    documentId: row.document_id,
    account: row.account,
    name: row.name,
    email: row.email,
    role: isOfficerRole(row.role) ? row.role : null,
    agencyId: row.agency_id,
    adminUserId: row.admin_user_id,
    active: row.active,
  };
}

/** An id in the form of Strapi's own document ids: 24 lower-case letters and digits. */
export function newDocumentId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(randomBytes(24), (byte, index) =>
    alphabet.charAt(byte % (index === 0 ? 26 : alphabet.length)),
  ).join('');
}

/** Made once at each start: two first logins at once must end in one row. */
export async function ensureOfficerIndex(knex: Knex): Promise<void> {
  await knex.raw(
    'create unique index if not exists officers_issuer_subject on officers (issuer, subject)',
  );
}

/**
 * The officer of an issuer and subject, made at the first sign-in; name and account follow what
 * the provider says today. The e-mail is taken at the first sign-in only (the officer confirms or
 * changes it in the application) and never used to find anybody.
 *
 * @param trx An open transaction; the row stays locked until it ends.
 */
export async function recordOfficer(
  trx: Knex,
  person: Person,
  agencyId: number,
  now: Date,
): Promise<Officer> {
  const rows = (await trx(TABLE)
    .insert({
      document_id: newDocumentId(),
      issuer: person.issuer,
      subject: person.subject,
      account: person.account,
      name: person.name,
      email: person.email,
      agency_id: agencyId,
      active: true,
      created_at: now,
      updated_at: now,
    })
    .onConflict(['issuer', 'subject'])
    .merge({ account: person.account, name: person.name, updated_at: now })
    .returning('*')) as Row[];
  const [row] = rows;
  if (!row) throw new Error('The officer was not stored.');
  return toOfficer(row);
}

export async function findOfficer(knex: Knex, id: number): Promise<Officer | null> {
  const row = (await knex(TABLE).where({ id }).first()) as Row | undefined;
  return row ? toOfficer(row) : null;
}

export async function findOfficerBySubject(
  knex: Knex,
  issuer: string,
  subject: string,
): Promise<Officer | null> {
  const row = (await knex(TABLE).where({ issuer, subject }).first()) as Row | undefined;
  return row ? toOfficer(row) : null;
}

/** An officer's row, locked until the transaction ends. */
export async function lockOfficer(trx: Knex, id: number): Promise<Officer | null> {
  const row = (await trx(TABLE).where({ id }).forUpdate().first()) as Row | undefined;
  return row ? toOfficer(row) : null;
}

/** Columns that change with decisions about an account. */
export interface OfficerChange {
  readonly role?: OfficerRole | null;
  readonly email?: string;
  readonly agency_id?: number;
  readonly admin_user_id?: number;
  readonly active?: boolean;
}

export async function updateOfficer(trx: Knex, id: number, change: OfficerChange): Promise<void> {
  await trx(TABLE)
    .where({ id })
    .update({ ...change, updated_at: new Date() });
}

export async function lockOfficerByDocumentId(
  trx: Knex,
  documentId: string,
): Promise<Officer | null> {
  const row = (await trx(TABLE).where({ document_id: documentId }).forUpdate().first()) as
    Row | undefined;
  return row ? toOfficer(row) : null;
}

/** Row ids of everybody who is recorded in an agency, disabled accounts too. */
export async function officersOfAgency(knex: Knex, agencyId: number): Promise<number[]> {
  const rows = await knex(TABLE)
    .where({ agency_id: agencyId })
    .orderBy('id')
    .select<Pick<Row, 'id'>[]>('id');
  return rows.map(({ id }) => id);
}
