import type { ClaimNames } from '../../../../../domain/accounts/map-claims';
import type { UnitType } from '../../../../../domain/accounts/unit-types';
import { flag, integer, oneOf, safeUrl, SettingError, text, words, type Env } from './env';

export const CLIENT_AUTH = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'none',
] as const;
export const RESPONSE_MODES = ['query', 'form_post'] as const;
export const ID_TOKEN_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'RS384', 'RS512'] as const;

/** End points that a provider without discovery (or with a wrong one) needs by name. */
export interface EndpointSettings {
  readonly authorization_endpoint?: string;
  readonly token_endpoint?: string;
  readonly userinfo_endpoint?: string;
  readonly jwks_uri?: string;
  readonly end_session_endpoint?: string;
}

/** One identity provider, as its unit type's variables describe it. */
export interface ProviderSettings {
  readonly unitType: UnitType;
  readonly issuer: URL;
  /** The issuer as written, which is what `iss` is compared with where discovery is off. */
  readonly issuerName: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly clientAuth: (typeof CLIENT_AUTH)[number];
  readonly scopes: readonly string[];
  readonly pkce: boolean;
  readonly responseMode: (typeof RESPONSE_MODES)[number];
  readonly idTokenAlgorithm: (typeof ID_TOKEN_ALGORITHMS)[number];
  readonly discovery: boolean;
  readonly endpoints: EndpointSettings;
  readonly userinfo: boolean;
  /** Refuse a response without `iss` even where the provider's metadata does not promise one. */
  readonly requireResponseIss: boolean;
  readonly claims: ClaimNames;
  /** Longest wait for one answer of the provider, in seconds. */
  readonly timeoutSeconds: number;
  /** Accepted difference between the clocks, in seconds. */
  readonly clockToleranceSeconds: number;
}

/** Variables of a unit type start with this. */
const PREFIX: Readonly<Record<UnitType, string>> = {
  government: 'GOV_OIDC_',
  company: 'COMPANY_OIDC_',
  organisation: 'ORGANISATION_OIDC_',
};

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

function readEndpoints(env: Env, prefix: string): EndpointSettings {
  const names = {
    authorization_endpoint: 'AUTHORIZATION_ENDPOINT',
    token_endpoint: 'TOKEN_ENDPOINT',
    userinfo_endpoint: 'USERINFO_ENDPOINT',
    jwks_uri: 'JWKS_URI',
    end_session_endpoint: 'END_SESSION_ENDPOINT',
  };
  const entries = Object.entries(names).map(
    ([key, name]) => [key, safeUrl(env, prefix + name)?.href] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function requireForNoDiscovery(endpoints: EndpointSettings, prefix: string): void {
  for (const key of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    if (endpoints[key] === undefined) {
      throw new SettingError(prefix + key.toUpperCase(), 'is needed where discovery is off.');
    }
  }
}

/**
 * The provider of one unit type, or null where its issuer is not set (the login page then says
 * so).
 *
 * @throws {SettingError} where a variable is missing or cannot be used.
 */
export function readProvider(env: Env, unitType: UnitType): ProviderSettings | null {
  const prefix = PREFIX[unitType];
  const issuer = safeUrl(env, `${prefix}ISSUER`);
  if (issuer === undefined) return null;
  const clientId = text(env, `${prefix}CLIENT_ID`);
  if (clientId === undefined) throw new SettingError(`${prefix}CLIENT_ID`, 'is missing.');
  const clientAuth = oneOf(env, `${prefix}CLIENT_AUTH`, CLIENT_AUTH, 'client_secret_basic');
  const clientSecret = text(env, `${prefix}CLIENT_SECRET`);
  if (clientAuth !== 'none' && clientSecret === undefined) {
    throw new SettingError(`${prefix}CLIENT_SECRET`, `is needed for ${clientAuth}.`);
  }
  const endpoints = readEndpoints(env, prefix);
  const discovery = flag(env, `${prefix}DISCOVERY`, true);
  if (!discovery) requireForNoDiscovery(endpoints, prefix);
  return {
    unitType,
    issuer,
    issuerName: text(env, `${prefix}ISSUER`) ?? issuer.href,
    clientId,
    clientSecret,
    clientAuth,
    scopes: words(env, `${prefix}SCOPES`, ['openid', 'profile', 'email', 'agency']),
    pkce: flag(env, `${prefix}PKCE`, true),
    responseMode: oneOf(env, `${prefix}RESPONSE_MODE`, RESPONSE_MODES, 'query'),
    idTokenAlgorithm: oneOf(env, `${prefix}ID_TOKEN_ALG`, ID_TOKEN_ALGORITHMS, 'RS256'),
    discovery,
    endpoints,
    userinfo: flag(env, `${prefix}USERINFO`, true),
    requireResponseIss: flag(env, `${prefix}REQUIRE_RESPONSE_ISS`, false),
    claims: readClaims(env, prefix),
    timeoutSeconds: integer(env, `${prefix}TIMEOUT_SECONDS`, { fallback: 10, min: 1, max: 60 }),
    clockToleranceSeconds: integer(env, `${prefix}CLOCK_TOLERANCE_SECONDS`, {
      fallback: 30,
      min: 0,
      max: 300,
    }),
  };
}
