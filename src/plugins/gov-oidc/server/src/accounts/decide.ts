import type { Core } from '@strapi/strapi';
import { agenciesWithManager, type Officer as Actor } from '../../../../../access/officer';
import type { ApplicationFacts, Decision } from '../../../../../domain/accounts/application';
import { decideApplication } from '../../../../../domain/accounts/decide-application';
import { covers } from '../../../../../domain/access/agency-scope';
import { DomainError } from '../../../../../domain/errors';
import { saveAdminUser } from '../panel/admin-users';
import { endPanelSessions } from '../panel/panel-session';
import { findAgency } from '../store/agencies';
import { lockApplication, updateApplication, type Application } from '../store/applications';
import type { Knex } from '../store/knex';
import { lockOfficer, updateOfficer, type Officer } from '../store/officers';
import { inTransaction } from '../store/transaction';
import { noteAccount } from './audit';
import { afterRightsEnded } from './end-rights';
import { tellApplicant } from './tell';

interface Request {
  readonly actor: Actor;
  readonly documentId: string;
  readonly decision: Decision;
  readonly remark: string;
  readonly now: Date;
}

const notFound = () => new DomainError('accounts.not_found', 'missing');

async function factsOf(
  trx: Knex,
  application: Application,
  officer: Officer,
): Promise<ApplicationFacts> {
  const managed = await agenciesWithManager(trx, [application.agencyId]);
  return {
    state: application.state,
    role: application.role,
    certificate: application.certificate,
    applicantUserId: officer.adminUserId,
    agencyHasManager: managed.has(application.agencyId),
  };
}

/** Opens the rights: role, address of the application, and the panel's user. */
async function grant(
  strapi: Core.Strapi,
  trx: Knex,
  officer: Officer,
  application: Application,
): Promise<Officer> {
  const { role, email } = application;
  const adminUserId = await saveAdminUser(strapi, { ...officer, role });
  await updateOfficer(trx, officer.id, { role, email, admin_user_id: adminUserId });
  return { ...officer, role, email, adminUserId };
}

async function note(
  trx: Knex,
  request: Request,
  application: Application,
  officer: Officer,
): Promise<string> {
  const agency = await findAgency(trx, application.agencyId);
  const entry = await noteAccount(trx, {
    at: request.now,
    officer: officer.documentId,
    action: request.decision === 'approve' ? 'approved' : 'rejected',
    actor: request.actor.userId,
    actorRole: request.actor.role,
    role: officer.role,
    agency: agency?.oid ?? '',
    remark: request.remark === '' ? null : request.remark,
    details: { appliedFor: application.role, application: application.documentId },
  });
  await tellApplicant(trx, {
    entry,
    agency: { id: application.agencyId, name: agency?.name ?? '' },
    role: application.role,
    officerId: officer.id,
    refusedFor: request.decision === 'approve' ? null : request.remark,
  });
  return entry;
}

/**
 * A reviewer's decision on an application. Of several at the same moment one counts; approval
 * opens the rights at once, and whatever sessions the officer had end.
 *
 * @throws {DomainError} accounts.not_found (404) outside the reviewer's scope; the refusals of
 *   {@link decideApplication}.
 */
export async function decideOnApplication(strapi: Core.Strapi, request: Request): Promise<void> {
  const { actor, decision, remark, now } = request;
  const adminUserId = await inTransaction(strapi, async (trx) => {
    const application = await lockApplication(trx, request.documentId);
    if (!application || !covers(actor.scope, application)) throw notFound();
    const officer = await lockOfficer(trx, application.officerId);
    if (!officer || application.state === 'saved') throw notFound();
    const facts = await factsOf(trx, application, officer);
    const state = decideApplication({
      application: facts,
      reviewer: actor,
      decision,
      remark,
    });
    const decided = { state, decided_at: now, decided_by: actor.userId, remark } as const;
    await updateApplication(trx, application.id, decided, now);
    const after = state === 'approved' ? await grant(strapi, trx, officer, application) : officer;
    const entry = await note(trx, request, application, after);
    if (after.role !== officer.role) {
      const cause = { userId: actor.userId, role: actor.role };
      await afterRightsEnded(trx, officer, { entry, cause, now });
    }
    return officer.adminUserId;
  });
  if (adminUserId !== null) await endPanelSessions(strapi, adminUserId);
}
