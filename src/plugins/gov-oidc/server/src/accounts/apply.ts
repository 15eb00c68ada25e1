import type { Core } from '@strapi/strapi';
import {
  certificateNeeded,
  type ApplicationRole,
} from '../../../../../domain/accounts/application';
import type { ApplicationInput } from '../../../../../domain/accounts/parse-application';
import { DomainError } from '../../../../../domain/errors';
import { findAgency, type Agency } from '../store/agencies';
import { insertApplication, lockOpenApplication, updateApplication } from '../store/applications';
import type { Knex } from '../store/knex';
import { lockOfficer, updateOfficer, type Officer } from '../store/officers';
import { noteAccount } from './audit';
import { tellReviewers } from './tell';

async function agencyOf(trx: Knex, agencyId: number): Promise<Agency> {
  const agency = await findAgency(trx, agencyId);
  if (agency === null) throw new DomainError('accounts.agency_unknown', 'forbidden');
  if (agency.retired) throw new DomainError('accounts.agency_retired', 'forbidden');
  return agency;
}

async function lockApplicant(
  trx: Knex,
  officerId: number,
): Promise<Officer & { agencyId: number }> {
  const officer = await lockOfficer(trx, officerId);
  if (officer?.agencyId == null) throw new DomainError('accounts.flow_missing', 'forbidden');
  if (!officer.active) throw new DomainError('accounts.disabled', 'forbidden');
  return { ...officer, agencyId: officer.agencyId };
}

/**
 * Takes an officer's application for a role: a provider's is sent at once, a manager's is saved
 * until the agency's certificate is verified. One that is saved already is changed; one that is
 * under review is not.
 *
 * @throws {DomainError} accounts.application_pending (409); accounts.role_held (409).
 */
export async function apply(
  strapi: Core.Strapi,
  officerId: number,
  input: ApplicationInput,
  now: Date,
): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    const officer = await lockApplicant(trx, officerId);
    if (officer.role === input.role) throw new DomainError('accounts.role_held', 'conflict');
    const open = await lockOpenApplication(trx, officer.id);
    if (open?.state === 'pending') {
      throw new DomainError('accounts.application_pending', 'conflict');
    }
    // The decision is told at this address, whatever it will be.
    await updateOfficer(trx, officer.id, { email: input.email });
    const needsCertificate = certificateNeeded(input.role);
    const state = needsCertificate ? 'saved' : 'pending';
    const certificate = needsCertificate ? 'missing' : 'not-needed';
    if (open) {
      const sent = state === 'pending' ? { submitted_at: now } : {};
      const change = { ...input, state, certificate_state: certificate, ...sent } as const;
      await updateApplication(trx, open.id, change, now);
    } else {
      const { agencyId } = officer;
      const made = { ...input, officerId: officer.id, agencyId, state, certificate } as const;
      await insertApplication(trx, made, now);
    }
    if (state === 'pending') await noteApplied(trx, officer, input.role, now);
  });
}

/** The entry for an application that goes to its reviewers, who are told that it waits. */
export async function noteApplied(
  trx: Knex,
  officer: Officer & { agencyId: number },
  appliedFor: ApplicationRole,
  now: Date,
): Promise<void> {
  const agency = await agencyOf(trx, officer.agencyId);
  const entry = await noteAccount(trx, {
    at: now,
    officer: officer.documentId,
    action: 'applied',
    actor: officer.adminUserId,
    actorRole: 'applicant',
    role: officer.role,
    agency: agency.oid,
    details: { appliedFor },
  });
  const applicantUserId = officer.adminUserId;
  await tellReviewers(trx, { entry, agency, role: appliedFor, applicantUserId });
}
