import { DEMO_ACCOUNTS, DEMO_MEMBERS, type DemoAccount, type DemoMember } from '../accounts';

/** The person behind an account of the demo's provider, officer or member. */
export function findPerson(account: string): DemoAccount | DemoMember | undefined {
  return [...DEMO_ACCOUNTS, ...DEMO_MEMBERS].find((person) => person.account === account);
}

/**
 * What the demo's identity provider says about a person: the claim names are the defaults of
 * GOV_OIDC_CLAIM_*, so that the demo needs no settings of its own.
 */
export function claimsOf(
  account: DemoAccount | DemoMember,
): Record<string, string | boolean> & { sub: string } {
  return {
    sub: account.account,
    preferred_username: account.account,
    name: account.name,
    email: account.email,
    email_verified: true,
    account_type: 'kind' in account ? account.kind : 'citizen',
    ...('agencyOid' in account && account.agencyOid !== null
      ? { agency_oid: account.agencyOid, agency_name: account.agencyName ?? '' }
      : {}),
  };
}

/** Which scope opens which claims. */
export const CLAIMS_BY_SCOPE = {
  openid: ['sub'],
  profile: ['name', 'preferred_username'],
  email: ['email', 'email_verified'],
  agency: ['account_type', 'agency_oid', 'agency_name'],
};
