import { DomainError } from '../errors';

/** What the public site sends a member with to begin a sign-in. */
export interface SiteRequest {
  /** SHA-256 of the site's secret for this sign-in, base64url (RFC 7636, S256). */
  readonly challenge: string;
  /** The site's own mark, given back as it came; empty where it sent none. */
  readonly state: string;
}

const CHALLENGE = /^[\w-]{43}$/;
const STATE = /^[\x21-\x7e]{0,512}$/;
const VERIFIER = /^[\w.~-]{43,128}$/;
const CODE = /^[\w-]{43}$/;

/** @throws {DomainError} members.sign_in_request (400) naming the parameter that is wrong. */
export function parseSiteRequest(query: Readonly<Record<string, unknown>>): SiteRequest {
  const { challenge, state = '' } = query;
  if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) throw wrong('challenge');
  if (typeof state !== 'string' || !STATE.test(state)) throw wrong('state');
  return { challenge, state };
}

/** @throws {DomainError} members.sign_in_request (400) naming the field that is wrong. */
export function parseExchange(body: Readonly<Record<string, unknown>>): {
  readonly code: string;
  readonly verifier: string;
} {
  const { code, verifier } = body;
  if (typeof code !== 'string' || !CODE.test(code)) throw wrong('code');
  if (typeof verifier !== 'string' || !VERIFIER.test(verifier)) throw wrong('verifier');
  return { code, verifier };
}

function wrong(path: string): DomainError {
  return new DomainError('members.sign_in_request', 'bad-request', { path, params: { path } });
}
