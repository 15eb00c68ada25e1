import type { DemoAccount } from '../accounts';

/**
 * What the demo's identity provider says about a person: the claim names are the defaults of
 * GOV_OIDC_CLAIM_*, so that the demo needs no settings of its own.
 */
export function claimsOf(account: DemoAccount): Record<string, string> & { sub: string } {
  return {
    sub: account.account,
    preferred_username: account.account,
    name: account.name,
    email: account.email,
    account_type: account.kind,
    ...(account.agencyOid === null ? {} : { agency_oid: account.agencyOid }),
    ...(account.agencyName === null ? {} : { agency_name: account.agencyName }),
  };
}

/** Which scope opens which claims. */
export const CLAIMS_BY_SCOPE = {
  openid: ['sub'],
  profile: ['name', 'preferred_username'],
  email: ['email'],
  agency: ['account_type', 'agency_oid', 'agency_name'],
};
