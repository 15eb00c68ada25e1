import type { Core } from '@strapi/strapi';
import { ROLE_NAMES } from '../domain/accounts/role-names';
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts';
import { refuseInProduction } from './guard';

interface Row {
  readonly id: number;
}

const AGENCY = 'api::agency.agency';
const OFFICER = 'api::officer.officer';

/** Agencies above the demo's own, by OID; they are there in the demo before any import. */
const EXECUTIVE_YUAN = { oid: '2.16.886.101.20003', name: '行政院' };

/**
 * Gives every demo account that starts with a role its agency, its account in the admin panel and
 * its officer record. Repeatable: what people did with an account in the demo (disabled it, changed
 * its role) stays; only the provider's address follows it to another port.
 *
 * @param options.issuer Address of the demo's identity provider, as its tokens say it.
 * @throws {Error} in production, where accounts with public passwords must not exist.
 */
export async function loadDemoPeople({
  strapi,
  issuer,
}: {
  strapi: Core.Strapi;
  issuer: string;
}): Promise<void> {
  refuseInProduction('The demo accounts');
  for (const account of DEMO_ACCOUNTS) {
    if (account.role !== null) await loadOfficer({ strapi, issuer, account });
  }
}

async function loadOfficer(options: {
  strapi: Core.Strapi;
  issuer: string;
  account: DemoAccount;
}): Promise<void> {
  const { strapi, issuer, account } = options;
  const officers = strapi.db.query(OFFICER);
  const known = (await officers.findOne({ where: { account: account.account } })) as Row | null;
  if (known) {
    await officers.update({ where: { id: known.id }, data: { issuer } });
    return;
  }
  await officers.create({
    data: {
      issuer,
      subject: account.account,
      account: account.account,
      name: account.name,
      email: account.email,
      role: account.role,
      agency: await ensureAgency(strapi, account),
      adminUserId: await ensureAdminUser(strapi, account),
      active: true,
    },
  });
}

async function ensureAgency(strapi: Core.Strapi, account: DemoAccount): Promise<number | null> {
  if (account.agencyOid === null) return null;
  const parent = await findOrCreateAgency(strapi, EXECUTIVE_YUAN, null);
  const own = { oid: account.agencyOid, name: account.agencyName ?? account.agencyOid };
  return findOrCreateAgency(strapi, own, parent);
}

async function findOrCreateAgency(
  strapi: Core.Strapi,
  agency: { oid: string; name: string },
  parent: number | null,
): Promise<number> {
  const known = (await strapi.db
    .query(AGENCY)
    .findOne({ where: { oid: agency.oid } })) as Row | null;
  if (known) return known.id;
  const created = await strapi.documents(AGENCY).create({ data: { ...agency, parent } });
  return Number(created.id);
}

/** No password: these people enter through the identity provider only. */
async function ensureAdminUser(strapi: Core.Strapi, account: DemoAccount): Promise<number> {
  const users = strapi.db.query('admin::user');
  const email = account.email;
  const known = (await users.findOne({ where: { email } })) as Row | null;
  if (known) return known.id;
  const created = (await users.create({
    data: {
      email,
      firstname: account.name,
      lastname: '',
      username: account.account,
      isActive: true,
      blocked: false,
      registrationToken: null,
      roles: [await ensureRole(strapi, account)],
    },
  })) as Row;
  return created.id;
}

/** The role of the admin panel; made here where the start has not made it. */
async function ensureRole(strapi: Core.Strapi, { role: code }: DemoAccount): Promise<number> {
  if (code === null) throw new Error('Only accounts with a role have a user in the panel.');
  const roles = strapi.db.query('admin::role');
  const known = (await roles.findOne({ where: { code } })) as Row | null;
  if (known) return known.id;
  const { zhHant: name, en: description } = ROLE_NAMES[code];
  return ((await roles.create({ data: { code, name, description } })) as Row).id;
}
