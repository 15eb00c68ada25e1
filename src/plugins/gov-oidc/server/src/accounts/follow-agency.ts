import {
  certificateNeeded,
  isApplicationRole,
  type ApplicationRole,
} from '../../../../../domain/accounts/application';
import { isSucceededBy, type Agency } from '../store/agencies';
import { insertApplication, moveOpen, supersedeOpen } from '../store/applications';
import type { Knex } from '../store/knex';
import { updateOfficer, type Officer } from '../store/officers';
import { noteApplied } from './apply';
import { noteAccount } from './audit';
import { afterRightsEnded } from './end-rights';

/**
 * Takes account of the agency that the identity provider names at a sign-in. An agency that took
 * over the officer's former one takes over the officer too, and what the officer has applied for;
 * any other move ends the rights in the former agency, leaves datasets to its managers, and opens
 * an application in the new one.
 *
 * @param trx An open transaction that holds the officer's row.
 * @returns the officer as stored now; a role that is gone means that sessions must end.
 */
export async function followAgency(
  trx: Knex,
  officer: Officer,
  agency: Agency,
  now: Date,
): Promise<Officer> {
  const former = officer.agencyId;
  if (former === agency.id) return officer;
  const reorganised = former !== null && (await isSucceededBy(trx, former, agency.id));
  const bound = isApplicationRole(officer.role) ? officer.role : null;
  const ends = !reorganised && bound !== null;
  const moved = { ...officer, agencyId: agency.id, role: ends ? null : officer.role };
  await updateOfficer(trx, officer.id, { agency_id: agency.id, role: moved.role });
  if (reorganised) await moveOpen(trx, officer.id, agency.id, now);
  else await supersedeOpen(trx, officer.id, now);
  if (ends) await closePanel(trx, officer);
  const entry = await noteAccount(trx, {
    at: now,
    officer: officer.documentId,
    action: 'agency-changed',
    actor: null,
    actorRole: 'system',
    role: moved.role,
    agency: agency.oid,
    details: { formerAgencyId: former, reorganised: String(reorganised) },
  });
  if (ends) {
    await afterRightsEnded(trx, officer, { entry, cause: { userId: null, role: 'system' }, now });
    await openApplication(trx, moved, bound, now);
  }
  return moved;
}

async function closePanel(trx: Knex, officer: Officer): Promise<void> {
  if (officer.adminUserId === null) return;
  await trx('admin_users').where({ id: officer.adminUserId }).update({ is_active: false });
}

/** The same role in the new agency; a manager's waits for the new agency's certificate. */
async function openApplication(
  trx: Knex,
  officer: Officer & { agencyId: number },
  role: ApplicationRole,
  now: Date,
): Promise<void> {
  const needsCertificate = certificateNeeded(role);
  const { id: officerId, agencyId, email } = officer;
  await insertApplication(
    trx,
    {
      officerId,
      agencyId,
      role,
      email: email ?? '',
      state: needsCertificate ? 'saved' : 'pending',
      certificate: needsCertificate ? 'missing' : 'not-needed',
    },
    now,
  );
  if (!needsCertificate) await noteApplied(trx, officer, role, now);
}
