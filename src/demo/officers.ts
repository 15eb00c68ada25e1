import type { Core } from '@strapi/strapi';
import type { OfficerRole } from '../domain/access/roles';
import { saveAdminUser } from '../plugins/gov-oidc/server/src/panel/admin-users';
import { findAgencyByOid } from '../plugins/gov-oidc/server/src/store/agencies';
import {
  ensureOfficerIndex,
  findOfficer,
  recordOfficer,
} from '../plugins/gov-oidc/server/src/store/officers';
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts';
import { refuseInProduction } from './guard';

/** Issuers of the demo's provider at earlier starts: loopback, whatever the port was. */
const DEMO_ISSUERS = 'http://127.0.0.1:%';

/**
 * Gives the demo accounts that have a role their officer rows and panel users; repeatable. The
 * rows follow the provider when it has moved to another port since.
 *
 * @param issuer Address of the demo's identity provider, GOV_OIDC_ISSUER where not given.
 * @throws {Error} in production.
 */
export async function seedDemoOfficers(
  strapi: Core.Strapi,
  issuer: string | undefined = process.env.GOV_OIDC_ISSUER,
): Promise<void> {
  refuseInProduction('Seeding of demo officers');
  if (!issuer) throw new Error('GOV_OIDC_ISSUER is not set: whose accounts are the demo officers?');
  const knex = strapi.db.connection;
  await ensureOfficerIndex(knex);
  await knex('officers')
    .whereLike('issuer', DEMO_ISSUERS)
    .whereIn(
      'subject',
      DEMO_ACCOUNTS.map(({ account }) => account),
    )
    .update({ issuer });
  for (const account of DEMO_ACCOUNTS) {
    if (account.role !== null)
      await seedOfficer(strapi, issuer, { ...account, role: account.role });
  }
}

async function seedOfficer(
  strapi: Core.Strapi,
  issuer: string,
  account: DemoAccount & { role: OfficerRole },
): Promise<void> {
  const agencyId = await agencyOf(strapi, account);
  const person = {
    issuer,
    subject: account.account,
    account: account.account,
    name: account.name,
    email: account.email,
    agencyOid: account.agencyOid ?? '',
    agencyName: account.agencyName,
  };
  const { id } = await recordOfficer(strapi.db.connection, person, agencyId, new Date());
  const officer = await findOfficer(strapi.db.connection, id);
  // What people did with an account in the demo (disabled it, changed its role) stays.
  if (officer === null || officer.adminUserId !== null) return;
  const adminUserId = await saveAdminUser(strapi, { ...officer, role: account.role });
  await strapi.db
    .connection('officers')
    .where({ id })
    .update({ role: account.role, admin_user_id: adminUserId });
}

async function agencyOf(strapi: Core.Strapi, account: DemoAccount): Promise<number> {
  if (account.agencyOid === null) throw new Error(`${account.account} has a role but no agency.`);
  const known = await findAgencyByOid(strapi.db.connection, account.agencyOid);
  if (known) return known.id;
  const made = await strapi.documents('api::agency.agency').create({
    data: { oid: account.agencyOid, name: account.agencyName ?? account.agencyOid },
  });
  return Number(made.id);
}
