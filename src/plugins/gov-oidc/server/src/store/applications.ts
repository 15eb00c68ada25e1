import {
  isApplicationRole,
  isApplicationState,
  type ApplicationRole,
  type ApplicationState,
  type CertificateState,
} from '../../../../../domain/accounts/application';
import type { Knex } from './knex';
import { newDocumentId } from './officers';

const TABLE = 'gov_oidc_applications';

export interface Application {
  readonly id: number;
  readonly documentId: string;
  readonly officerId: number;
  readonly role: ApplicationRole;
  readonly email: string;
  readonly agencyId: number;
  readonly state: ApplicationState;
  readonly certificate: CertificateState;
  readonly certificateUnit: string | null;
  readonly remark: string | null;
}

interface Row {
  id: number;
  document_id: string;
  officer_id: number;
  role: unknown;
  email: string;
  agency_id: number;
  state: unknown;
  certificate_state: CertificateState;
  certificate_unit: string | null;
  remark: string | null;
}

function toApplication(row: Row): Application {
  if (!isApplicationRole(row.role) || !isApplicationState(row.state)) {
    throw new Error(`Application ${String(row.id)} has a role or state that does not exist.`);
  }
  return {
    id: row.id,
    documentId: row.document_id,
    officerId: row.officer_id,
    role: row.role,
    email: row.email,
    agencyId: row.agency_id,
    state: row.state,
    certificate: row.certificate_state,
    certificateUnit: row.certificate_unit,
    remark: row.remark,
  };
}

/** Made once at each start: an officer has at most one application under way. */
export async function ensureApplicationIndexes(knex: Knex): Promise<void> {
  await knex.raw(
    `create unique index if not exists gov_oidc_applications_open
     on gov_oidc_applications (officer_id) where state in ('saved', 'pending')`,
  );
  await knex.raw(
    `create index if not exists gov_oidc_applications_agency
     on gov_oidc_applications (agency_id, state)`,
  );
}

/** The officer's newest application. */
export async function latestApplication(
  knex: Knex,
  officerId: number,
): Promise<Application | null> {
  const row = (await knex(TABLE).where({ officer_id: officerId }).orderBy('id', 'desc').first()) as
    Row | undefined;
  return row ? toApplication(row) : null;
}

/** The application under way, locked until the transaction ends. */
export async function lockOpenApplication(
  trx: Knex,
  officerId: number,
): Promise<Application | null> {
  const row = (await trx(TABLE)
    .where({ officer_id: officerId })
    .whereIn('state', ['saved', 'pending'])
    .forUpdate()
    .first()) as Row | undefined;
  return row ? toApplication(row) : null;
}

export async function lockApplication(trx: Knex, documentId: string): Promise<Application | null> {
  const row = (await trx(TABLE).where({ document_id: documentId }).forUpdate().first()) as
    Row | undefined;
  return row ? toApplication(row) : null;
}

export interface NewApplication {
  readonly officerId: number;
  readonly role: ApplicationRole;
  readonly email: string;
  readonly agencyId: number;
  readonly state: 'saved' | 'pending';
  readonly certificate: CertificateState;
}

export async function insertApplication(
  trx: Knex,
  application: NewApplication,
  now: Date,
): Promise<void> {
  await trx(TABLE).insert({
    document_id: newDocumentId(),
    officer_id: application.officerId,
    role: application.role,
    email: application.email,
    agency_id: application.agencyId,
    state: application.state,
    certificate_state: application.certificate,
    consent_at: now,
    submitted_at: application.state === 'pending' ? now : null,
    created_at: now,
    updated_at: now,
  });
}

/** Columns that change after an application was made. */
export interface ApplicationChange {
  readonly role?: ApplicationRole;
  readonly email?: string;
  readonly state?: ApplicationState;
  readonly certificate_state?: CertificateState;
  readonly certificate_unit?: string | null;
  readonly certificate_serial?: string | null;
  readonly certificate_fingerprint?: string | null;
  readonly certificate_until?: Date | null;
  readonly submitted_at?: Date;
  readonly decided_at?: Date;
  readonly decided_by?: number;
  readonly remark?: string | null;
}

export async function updateApplication(
  trx: Knex,
  id: number,
  change: ApplicationChange,
  now: Date,
): Promise<void> {
  await trx(TABLE)
    .where({ id })
    .update({ ...change, updated_at: now });
}

/** Ends what an officer has under way, because another application takes its place. */
export async function supersedeOpen(trx: Knex, officerId: number, now: Date): Promise<void> {
  await trx(TABLE)
    .where({ officer_id: officerId })
    .whereIn('state', ['saved', 'pending'])
    .update({ state: 'superseded', updated_at: now });
}

/** Takes what an officer has under way along into the agency that took over the former one. */
export async function moveOpen(
  trx: Knex,
  officerId: number,
  agencyId: number,
  now: Date,
): Promise<void> {
  await trx(TABLE)
    .where({ officer_id: officerId })
    .whereIn('state', ['saved', 'pending'])
    .update({ agency_id: agencyId, updated_at: now });
}
