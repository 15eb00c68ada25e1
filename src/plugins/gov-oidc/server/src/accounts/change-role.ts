import type { Core } from '@strapi/strapi';
import type { Officer as Actor } from '../../../../../access/officer';
import { checkRoleChange } from '../../../../../domain/accounts/change-role';
import { DomainError } from '../../../../../domain/errors';
import { saveAdminUser } from '../panel/admin-users';
import { endPanelSessions } from '../panel/panel-session';
import { findAgency } from '../store/agencies';
import { supersedeOpen } from '../store/applications';
import type { Knex } from '../store/knex';
import { lockOfficerByDocumentId, updateOfficer, type Officer } from '../store/officers';
import { inTransaction } from '../store/transaction';
import { noteAccount } from './audit';
import { afterRightsEnded } from './end-rights';

interface Change {
  readonly actor: Actor;
  readonly documentId: string;
  readonly role: 'platform-admin' | null;
  readonly remark: string;
  readonly now: Date;
}

async function store(
  strapi: Core.Strapi,
  trx: Knex,
  officer: Officer,
  role: Change['role'],
): Promise<void> {
  if (role !== null) {
    const adminUserId = await saveAdminUser(strapi, { ...officer, role });
    await updateOfficer(trx, officer.id, { role, admin_user_id: adminUserId });
    return;
  }
  await updateOfficer(trx, officer.id, { role: null });
  if (officer.adminUserId !== null) {
    await trx('admin_users').where({ id: officer.adminUserId }).update({ is_active: false });
  }
}

/**
 * Makes an officer a platform admin, or takes the role away; sessions end at once, and an
 * application under way is superseded.
 *
 * @throws {DomainError} accounts.not_found (404); the refusals of {@link checkRoleChange}.
 */
export async function changeAccountRole(strapi: Core.Strapi, change: Change): Promise<void> {
  const { actor, role, remark, now } = change;
  const adminUserId = await inTransaction(strapi, async (trx) => {
    const officer = await lockOfficerByDocumentId(trx, change.documentId);
    if (!officer || actor.scope.kind !== 'all') {
      throw new DomainError('accounts.not_found', 'missing');
    }
    checkRoleChange({
      account: { userId: officer.adminUserId, active: officer.active },
      actor: { userId: actor.userId, isSuperAdmin: actor.officerId === null },
      role,
      remark,
    });
    if (officer.role === role) return null;
    await store(strapi, trx, officer, role);
    await supersedeOpen(trx, officer.id, now);
    const agency = officer.agencyId === null ? null : await findAgency(trx, officer.agencyId);
    const entry = await noteAccount(trx, {
      at: now,
      officer: officer.documentId,
      action: 'role-changed',
      actor: actor.userId,
      actorRole: 'super-admin',
      role,
      agency: agency?.oid ?? '',
      remark,
    });
    const cause = { userId: actor.userId, role: 'super-admin' };
    await afterRightsEnded(trx, officer, { entry, cause, now });
    return officer.adminUserId;
  });
  if (adminUserId !== null) await endPanelSessions(strapi, adminUserId);
}
