import type { Core } from '@strapi/strapi';
import { DEMO_ACCOUNTS, type DemoAccount } from './accounts';

interface Row {
  readonly id: number;
}

const AGENCY = 'api::agency.agency';
const OFFICER = 'api::officer.officer';

/** Agencies above the demo's own, by OID; they are there in the demo before any import. */
const EXECUTIVE_YUAN = { oid: '2.16.886.101.20003', name: '行政院' };

/**
 * Gives every demo account that starts with a role its agency, its account in the admin panel and
 * its officer record. Repeatable: what exists is found by account and brought up to date.
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
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The demo accounts do not exist with NODE_ENV=production.');
  }
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
  const agency = await ensureAgency(strapi, account);
  const adminUserId = await ensureAdminUser(strapi, account);
  const data = {
    issuer,
    subject: account.account,
    account: account.account,
    name: account.name,
    email: account.email,
    role: account.role,
    agency,
    adminUserId,
  };
  const officers = strapi.db.query(OFFICER);
  const known = (await officers.findOne({ where: { account: account.account } })) as Row | null;
  if (known) await officers.update({ where: { id: known.id }, data });
  else await officers.create({ data: { ...data, active: true } });
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
  const role = (await strapi.db
    .query('admin::role')
    .findOne({ where: { code: account.role } })) as Row | null;
  const created = (await users.create({
    data: {
      email,
      firstname: account.name,
      lastname: '',
      username: account.account,
      isActive: true,
      blocked: false,
      registrationToken: null,
      roles: role === null ? [] : [role.id],
    },
  })) as Row;
  return created.id;
}
