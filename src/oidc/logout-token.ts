import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';

/** Whose session has ended, as the identity provider says. */
export interface LogoutOrder {
  /** Null where the token names a session alone. */
  readonly subject: string | null;
  /** Null where every session of the subject has ended. */
  readonly sessionId: string | null;
  /** Identifies the token: it counts once. */
  readonly tokenId: string;
  readonly expiresAt: Date;
}

/** A logout token that is not to be followed; the reason goes to the log only. */
export class LogoutTokenError extends Error {}

export interface LogoutTokenRules {
  readonly issuer: string;
  readonly clientId: string;
  /** The one algorithm that was agreed with the provider. */
  readonly algorithm: string;
  readonly keys: JSONWebKeySet;
  readonly now: Date;
  readonly toleranceSeconds: number;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Types under which providers send logout tokens; `at+jwt` and others are something else. */
const TYPES = [undefined, 'jwt', 'logout+jwt', 'application/logout+jwt'];

interface Facts {
  readonly claims: JWTPayload;
  readonly type: string | undefined;
  /** Latest `iat` that is accepted, in seconds since 1970. */
  readonly latest: number;
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= 255;

/** What is looked at after the signature, iss, aud and exp. */
const CHECKS: readonly { reason: string; predicate: (facts: Facts) => boolean }[] = [
  { reason: 'typ is not logout+jwt', predicate: ({ type }) => TYPES.includes(type?.toLowerCase()) },
  {
    reason: 'iat is no time that has come',
    predicate: ({ claims: { iat }, latest }) => typeof iat === 'number' && iat <= latest,
  },
  { reason: 'jti is missing', predicate: ({ claims: { jti } }) => isName(jti) },
  {
    reason: 'events does not say back-channel logout',
    predicate: ({ claims: { events } }) =>
      isObject(events) && isObject((events as Record<string, unknown>)[EVENT]),
  },
  { reason: 'nonce is there', predicate: ({ claims }) => !('nonce' in claims) },
  {
    reason: 'neither sub nor sid is there',
    predicate: ({ claims: { sub, sid } }) => sub !== undefined || sid !== undefined,
  },
  {
    reason: 'sub or sid is no name',
    predicate: ({ claims: { sub, sid } }) =>
      [sub, sid].every((value) => value === undefined || isName(value)),
  },
];

/**
 * Verifies a logout token as OpenID Connect Back-Channel Logout 1.0 (2.6) demands.
 *
 * @throws {LogoutTokenError} for everything else; whether the token was used before is the
 *   caller's to know.
 */
export async function verifyLogoutToken(
  token: string,
  rules: LogoutTokenRules,
): Promise<LogoutOrder> {
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(rules.keys), {
    algorithms: [rules.algorithm],
    issuer: rules.issuer,
    audience: rules.clientId,
    requiredClaims: ['exp'],
    clockTolerance: rules.toleranceSeconds,
    currentDate: rules.now,
  }).catch((error: unknown) => {
    throw new LogoutTokenError(error instanceof Error ? error.message : 'not verified');
  });
  const latest = rules.now.getTime() / 1000 + rules.toleranceSeconds;
  const facts = { claims: payload, type: protectedHeader.typ, latest };
  const fault = CHECKS.find(({ predicate }) => !predicate(facts));
  if (fault) throw new LogoutTokenError(fault.reason);
  return {
    subject: payload.sub ?? null,
    sessionId: typeof payload.sid === 'string' ? payload.sid : null,
    tokenId: payload.jti ?? '',
    expiresAt: new Date(((payload.exp ?? 0) + rules.toleranceSeconds) * 1000),
  };
}
