import type { ClaimNames } from '../../../../../domain/accounts/map-claims';
import type { UnitType } from '../../../../../domain/accounts/unit-types';
import { text, words, type Env } from '../../../../../oidc/env';
import { readProvider, type ProviderSettings } from '../../../../../oidc/provider-settings';

/** The identity provider of one unit type, and what its claims mean. */
export interface UnitProvider extends ProviderSettings {
  readonly claims: ClaimNames;
}

/** Variables of a unit type start with this. */
const PREFIX: Readonly<Record<UnitType, string>> = {
  government: 'GOV_OIDC_',
  company: 'COMPANY_OIDC_',
  organisation: 'ORGANISATION_OIDC_',
};

const SCOPES = ['openid', 'profile', 'email', 'agency'];

/**
 * The provider of one unit type, or null where its issuer is not set (the login page then says
 * so).
 *
 * @throws {SettingError} where a variable is missing or cannot be used.
 */
export function readUnitProvider(env: Env, unitType: UnitType): UnitProvider | null {
  const prefix = PREFIX[unitType];
  const provider = readProvider(env, prefix, { scopes: SCOPES });
  return provider && { ...provider, claims: readClaims(env, prefix) };
}

function readClaims(env: Env, prefix: string): ClaimNames {
  const claim = (name: string, fallback: string) => text(env, `${prefix}CLAIM_${name}`) ?? fallback;
  return {
    account: claim('ACCOUNT', 'preferred_username'),
    name: claim('NAME', 'name'),
    email: claim('EMAIL', 'email'),
    kind: claim('KIND', 'account_type'),
    agencyOid: claim('AGENCY_OID', 'agency_oid'),
    agencyName: claim('AGENCY_NAME', 'agency_name'),
    publicServantValues: words(env, `${prefix}KIND_PUBLIC_SERVANT`, ['public-servant', '公務人員']),
  };
}
