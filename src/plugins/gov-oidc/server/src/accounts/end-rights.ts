import { agenciesWithManager } from '../../../../../access/officer';
import { findAgency } from '../store/agencies';
import type { Knex } from '../store/knex';
import type { Officer } from '../store/officers';
import { leaveDatasets, type Cause } from './leave-datasets';
import { tellDatasetsLeft, tellLastManagerLeft } from './tell';

/**
 * What follows when an officer's rights in an agency end (disabled, moved away, another role or
 * none): the
 * datasets are left to the agency's managers, and platform admins are told where the last manager
 * has gone. Waiting reviews need no care: they belong to whoever manages the agency.
 *
 * @param trx An open transaction in which the rights have ended already.
 * @param officer As before: role and agency that ended.
 * @param ended.entry Number of the entry in the trail of accounts.
 */
export async function afterRightsEnded(
  trx: Knex,
  officer: Officer,
  ended: { entry: string; cause: Cause; now: Date },
): Promise<void> {
  const agency = officer.agencyId === null ? null : await findAgency(trx, officer.agencyId);
  if (agency === null || officer.role === null) return;
  const { entry } = ended;
  const count = await leaveDatasets(trx, officer, ended);
  await tellDatasetsLeft(trx, { entry, agency, count });
  if (officer.role !== 'agency-manager') return;
  const managed = await agenciesWithManager(trx, [agency.id]);
  if (!managed.has(agency.id)) await tellLastManagerLeft(trx, { entry, agency });
}
