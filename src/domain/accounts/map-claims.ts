import { textOf } from './claim-text';

/**
 * Which claim says what. The government's provider publishes no names for these, so all of them
 * are configuration.
 */
export interface ClaimNames {
  readonly account: string;
  readonly name: string;
  readonly email: string;
  readonly kind: string;
  readonly agencyOid: string;
  readonly agencyName: string;
  /** Values of the kind claim that mean a public servant (公務人員). */
  readonly publicServantValues: readonly string[];
}

/** A public servant as the identity provider describes one. Found again by issuer and subject. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  readonly account: string;
  readonly name: string;
  readonly email: string | null;
  readonly agencyOid: string;
  readonly agencyName: string | null;
}

/** Why a signed-in person gets no account; each has a page that says what to do next. */
export type ClaimsRefusal =
  'accounts.citizen' | 'accounts.agency_missing' | 'accounts.claims_incomplete';

export type ClaimsOutcome =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: ClaimsRefusal };

/** An OID as agencies have it: at least three arcs, digits without leading zeros. */
const OID_PATTERN = /^[0-2](\.(0|[1-9]\d*)){2,}$/;

/**
 * Turns what the identity provider says into a person, or into the reason why there is no account
 * for them: a citizen (一般民眾), or a public servant whose agency is not bound yet.
 *
 * @param claims Claims of the verified ID token and of userinfo, merged.
 * @param identity Issuer and subject of the verified ID token.
 */
export function mapClaims(
  claims: Readonly<Record<string, unknown>>,
  identity: { readonly issuer: string; readonly subject: string },
  names: ClaimNames,
): ClaimsOutcome {
  const kind = textOf(claims, names.kind);
  if (kind === null || !names.publicServantValues.includes(kind)) {
    return { ok: false, code: 'accounts.citizen' };
  }
  const agencyOid = textOf(claims, names.agencyOid);
  if (agencyOid === null || !OID_PATTERN.test(agencyOid)) {
    return { ok: false, code: 'accounts.agency_missing' };
  }
  const name = textOf(claims, names.name);
  if (name === null) return { ok: false, code: 'accounts.claims_incomplete' };
  const person: Person = {
    ...identity,
    account: textOf(claims, names.account) ?? identity.subject,
    name,
    email: textOf(claims, names.email),
    agencyOid,
    agencyName: textOf(claims, names.agencyName),
  };
  return { ok: true, person };
}
