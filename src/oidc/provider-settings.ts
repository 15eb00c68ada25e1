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

/** One identity provider, as the variables with its prefix describe it. */
export interface ProviderSettings {
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
  /** Longest wait for one answer of the provider, in seconds. */
  readonly timeoutSeconds: number;
  /** Accepted difference between the clocks, in seconds. */
  readonly clockToleranceSeconds: number;
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
 * The provider whose variables start with the prefix, such as `GOV_OIDC_`; null where its issuer is
 * not set.
 *
 * @throws {SettingError} where a variable is missing or cannot be used.
 */
export function readProvider(
  env: Env,
  prefix: string,
  defaults: { readonly scopes: readonly string[] },
): ProviderSettings | null {
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
    issuer,
    issuerName: text(env, `${prefix}ISSUER`) ?? issuer.href,
    clientId,
    clientSecret,
    clientAuth,
    scopes: words(env, `${prefix}SCOPES`, defaults.scopes),
    pkce: flag(env, `${prefix}PKCE`, true),
    responseMode: oneOf(env, `${prefix}RESPONSE_MODE`, RESPONSE_MODES, 'query'),
    idTokenAlgorithm: oneOf(env, `${prefix}ID_TOKEN_ALG`, ID_TOKEN_ALGORITHMS, 'RS256'),
    discovery,
    endpoints,
    userinfo: flag(env, `${prefix}USERINFO`, true),
    requireResponseIss: flag(env, `${prefix}REQUIRE_RESPONSE_ISS`, false),
    timeoutSeconds: integer(env, `${prefix}TIMEOUT_SECONDS`, { fallback: 10, min: 1, max: 60 }),
    clockToleranceSeconds: integer(env, `${prefix}CLOCK_TOLERANCE_SECONDS`, {
      fallback: 30,
      min: 0,
      max: 300,
    }),
  };
}
