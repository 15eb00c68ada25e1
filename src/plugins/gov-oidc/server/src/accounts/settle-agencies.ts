import type { Core } from '@strapi/strapi';
import { findAgency, findHeirs } from '../store/agencies';
import { moveOpen } from '../store/applications';
import type { Knex } from '../store/knex';
import { lockOfficer, officersOfAgency, updateOfficer } from '../store/officers';
import { inTransaction } from '../store/transaction';
import { noteAccount } from './audit';

const AGENCY = 'api::agency.agency';

/**
 * Officers of an agency that was merged into or replaced by another (retired, with a successor)
 * work for the successor from then on, with their role and what they have applied for. Datasets and
 * waiting reviews stay with the agency of their day: the successor's scope covers it. An agency
 * that is split names one successor; whoever works for another part has the rights there after a
 * sign-in with the new OID and a new application.
 *
 * Safe to call from any instance, any number of times.
 *
 * @returns how many officers moved.
 */
export function settleAgencies(strapi: Core.Strapi, now: Date): Promise<number> {
  return inTransaction(strapi, async (trx) => {
    let moved = 0;
    for (const merger of await findHeirs(trx)) {
      for (const officerId of await officersOfAgency(trx, merger.formerId)) {
        if (await moveOfficer(trx, { officerId, ...merger, now })) moved += 1;
      }
    }
    return moved;
  });
}

async function moveOfficer(
  trx: Knex,
  move: { officerId: number; formerId: number; heirId: number; now: Date },
): Promise<boolean> {
  const { officerId, formerId, heirId, now } = move;
  const officer = await lockOfficer(trx, officerId);
  if (officer?.agencyId !== formerId) return false;
  await updateOfficer(trx, officerId, { agency_id: heirId });
  await moveOpen(trx, officerId, heirId, now);
  const heir = await findAgency(trx, heirId);
  await noteAccount(trx, {
    at: now,
    officer: officer.documentId,
    action: 'agency-changed',
    actor: null,
    actorRole: 'system',
    role: officer.role,
    agency: heir?.oid ?? '',
    details: { formerAgencyId: formerId, reorganised: 'true' },
  });
  return true;
}

/** Settles after each change of an agency, whichever door it comes through, and at each start. */
export function followAgencies(strapi: Core.Strapi): void {
  strapi.documents.use(async ({ uid, action }, next) => {
    const result = await next();
    if (uid === AGENCY && (action === 'create' || action === 'update')) {
      await settleAgencies(strapi, new Date());
    }
    return result;
  });
}
