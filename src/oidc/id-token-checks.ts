import { createHash, timingSafeEqual } from 'node:crypto';

/** What is looked at after openid-client has checked signature, iss, aud, azp, exp and nonce. */
export interface IdTokenFacts {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly accessToken: string;
  /** Algorithm of the verified signature, such as RS256. */
  readonly algorithm: string;
  readonly clientId: string;
  /** Seconds since 1970. */
  readonly now: number;
  readonly toleranceSeconds: number;
}

interface Check {
  readonly reason: string;
  readonly predicate: (facts: IdTokenFacts) => boolean;
}

/** Oldest ID token that is accepted, in seconds: it is made while the officer waits. */
const MAX_AGE_SECONDS = 600;

/** Longest subject that OpenID Connect Core (section 2) allows, in ASCII characters. */
const MAX_SUBJECT = 255;

function hashName(algorithm: string): string {
  if (algorithm === 'EdDSA' || algorithm === 'Ed25519') return 'sha512';
  return `sha${algorithm.slice(-3)}`;
}

/** OpenID Connect Core 3.1.3.6: left half of the access token's hash, base64url. */
function accessTokenHash(accessToken: string, algorithm: string): string {
  const digest = createHash(hashName(algorithm)).update(accessToken, 'ascii').digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const CHECKS: readonly Check[] = [
  {
    reason: 'sub is empty, too long or not ASCII',
    predicate: ({ claims: { sub } }) =>
      typeof sub === 'string' && sub.length <= MAX_SUBJECT && /^[\x21-\x7e]+$/.test(sub),
  },
  {
    reason: 'iat lies in the future',
    predicate: ({ claims: { iat }, now, toleranceSeconds }) =>
      typeof iat === 'number' && iat <= now + toleranceSeconds,
  },
  {
    reason: 'iat lies too far in the past',
    predicate: ({ claims: { iat }, now, toleranceSeconds }) =>
      typeof iat === 'number' && iat >= now - MAX_AGE_SECONDS - toleranceSeconds,
  },
  {
    reason: 'exp is not after iat',
    predicate: ({ claims: { iat, exp } }) =>
      typeof iat === 'number' && typeof exp === 'number' && exp > iat,
  },
  {
    reason: 'nbf is not a time that has come',
    predicate: ({ claims: { nbf }, now, toleranceSeconds }) =>
      nbf === undefined || (typeof nbf === 'number' && nbf <= now + toleranceSeconds),
  },
  {
    reason: 'azp names another client',
    predicate: ({ claims: { azp }, clientId }) => azp === undefined || azp === clientId,
  },
  {
    reason: 'aud names other clients too, and no azp says whose the token is',
    predicate: ({ claims: { aud, azp } }) =>
      !Array.isArray(aud) || aud.length === 1 || azp !== undefined,
  },
  {
    reason: 'at_hash does not fit the access token',
    predicate: ({ claims: { at_hash: hash }, accessToken, algorithm }) =>
      hash === undefined ||
      (typeof hash === 'string' && sameText(hash, accessTokenHash(accessToken, algorithm))),
  },
];

/** The first thing that is wrong with an ID token, in the log's words; null where nothing is. */
export function findIdTokenFault(facts: IdTokenFacts): string | null {
  return CHECKS.find(({ predicate }) => !predicate(facts))?.reason ?? null;
}
