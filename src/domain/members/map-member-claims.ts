import { textOf } from '../accounts/claim-text';
import { DomainError } from '../errors';
import { isEmail } from '../text/email';

/** Which claim says what about a member; names are configuration, as for officers. */
export interface MemberClaimNames {
  readonly name: string;
  readonly email: string;
  readonly emailVerified: string;
}

/** A member as the identity provider describes one. Found again by issuer and subject alone. */
export interface MemberPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  /** Lower case, as users-permissions keeps addresses. */
  readonly email: string;
  /** Whether the provider says that the address is the person's own. */
  readonly emailVerified: boolean;
}

/**
 * @param claims Claims of the verified ID token and of userinfo, merged.
 * @param identity Issuer and subject of the verified ID token.
 * @throws {DomainError} members.email_missing (403): decisions on applications are told by mail.
 */
export function mapMemberClaims(
  claims: Readonly<Record<string, unknown>>,
  identity: { readonly issuer: string; readonly subject: string },
  names: MemberClaimNames,
): MemberPerson {
  const email = textOf(claims, names.email)?.toLowerCase() ?? '';
  if (!isEmail(email)) throw new DomainError('members.email_missing', 'forbidden');
  const verified = claims[names.emailVerified];
  return {
    issuer: identity.issuer,
    subject: identity.subject,
    name: textOf(claims, names.name),
    email,
    emailVerified: verified === true || verified === 'true',
  };
}

/**
 * What a member is called here, before it is made unique. An `@` would make it look like somebody's
 * address, with which people sign in by password.
 */
export function memberName({ name }: MemberPerson): string {
  const text = (name ?? '').replace(/@/g, ' ').replace(/\s+/g, ' ').trim();
  return text === '' ? 'member' : text.slice(0, 100);
}
