import type { MemberClaimNames } from '../../domain/members/map-member-claims';
import { safeUrl, SettingError, text, type Env } from '../../oidc/env';
import { readProvider, type ProviderSettings } from '../../oidc/provider-settings';
import { readPublicUrl } from '../../oidc/public-url';

/** Members' sign-in through an identity provider, as configured. */
export interface MemberSignInSettings {
  readonly provider: ProviderSettings;
  readonly claims: MemberClaimNames;
  readonly publicUrl: URL;
  /** Page of the public site that members come back to, with a code or a reason. */
  readonly signedInUrl: URL;
  /** Page of the public site that signing out at the provider leads to. */
  readonly signedOutUrl: URL;
}

const PREFIX = 'MEMBER_OIDC_';
const SCOPES = ['openid', 'profile', 'email'];

/**
 * @returns null where no provider is named: members sign in by e-mail and password alone.
 * @throws {SettingError} naming the variable that is missing or wrong; the service does not start.
 */
export function readMemberSignIn(env: Env): MemberSignInSettings | null {
  const provider = readProvider(env, PREFIX, { scopes: SCOPES });
  if (provider === null) return null;
  const signedInUrl = safeUrl(env, 'MEMBER_SIGNED_IN_URL');
  if (signedInUrl === undefined) {
    throw new SettingError('MEMBER_SIGNED_IN_URL', `is needed with ${PREFIX}ISSUER.`);
  }
  return {
    provider,
    claims: {
      name: text(env, `${PREFIX}CLAIM_NAME`) ?? 'name',
      email: text(env, `${PREFIX}CLAIM_EMAIL`) ?? 'email',
      emailVerified: text(env, `${PREFIX}CLAIM_EMAIL_VERIFIED`) ?? 'email_verified',
    },
    publicUrl: readPublicUrl(env),
    signedInUrl,
    signedOutUrl: safeUrl(env, 'MEMBER_SIGNED_OUT_URL') ?? signedInUrl,
  };
}
