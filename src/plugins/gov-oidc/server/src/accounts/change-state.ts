import type { Core } from '@strapi/strapi';
import type { Officer as Actor } from '../../../../../access/officer';
import { checkStateChange } from '../../../../../domain/accounts/change-account';
import { covers } from '../../../../../domain/access/agency-scope';
import { DomainError } from '../../../../../domain/errors';
import { endPanelSessions } from '../panel/panel-session';
import { findAgency } from '../store/agencies';
import { lockOfficerByDocumentId, updateOfficer } from '../store/officers';
import { inTransaction } from '../store/transaction';
import { noteAccount } from './audit';
import { afterRightsEnded } from './end-rights';
import { takeBackDatasets } from './leave-datasets';

/**
 * Disables (停用) or re-enables an account. A disabled account's sessions end at once, on every
 * instance: they are rows that each request looks up. Its datasets are left to the agency's
 * managers; those that nobody has taken over come back with the account.
 *
 * @returns documentId of the officer, whether or not anything had to change.
 * @throws {DomainError} accounts.not_found (404) outside the actor's scope; the refusals of
 *   {@link checkStateChange}.
 */
export async function changeAccountState(
  strapi: Core.Strapi,
  change: { actor: Actor; documentId: string; active: boolean; remark: string; now: Date },
): Promise<void> {
  const { actor, active, remark, now } = change;
  const adminUserId = await inTransaction(strapi, async (trx) => {
    const officer = await lockOfficerByDocumentId(trx, change.documentId);
    if (!officer || !covers(actor.scope, officer)) {
      throw new DomainError('accounts.not_found', 'missing');
    }
    const account = { userId: officer.adminUserId, role: officer.role };
    checkStateChange({ account, actor, active, remark });
    if (officer.active === active) return officer.adminUserId;
    await updateOfficer(trx, officer.id, { active });
    if (officer.adminUserId !== null) {
      const isActive = active && officer.role !== null;
      await trx('admin_users').where({ id: officer.adminUserId }).update({ is_active: isActive });
    }
    const agency = officer.agencyId === null ? null : await findAgency(trx, officer.agencyId);
    const entry = await noteAccount(trx, {
      at: now,
      officer: officer.documentId,
      action: active ? 'enabled' : 'disabled',
      actor: actor.userId,
      actorRole: actor.role,
      role: officer.role,
      agency: agency?.oid ?? '',
      remark: remark === '' ? null : remark,
    });
    const cause = { userId: actor.userId, role: actor.role };
    if (active) await takeBackDatasets(trx, officer, { cause, now });
    else await afterRightsEnded(trx, officer, { entry, cause, now });
    return officer.adminUserId;
  });
  if (!active && adminUserId !== null) await endPanelSessions(strapi, adminUserId);
}
