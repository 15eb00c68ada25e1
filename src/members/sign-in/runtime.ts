import type { Core } from '@strapi/strapi';
import { DomainError } from '../../domain/errors';
import { OidcClient } from '../../oidc/oidc-client';
import { readMemberSignIn, type MemberSignInSettings } from './settings';

/** Where the pages of members' sign-in are, and their cookie is sent. */
export const SIGN_IN_PATH = '/api/members/sign-in';

export interface MemberSignIn extends MemberSignInSettings {
  readonly client: OidcClient;
}

const running = new WeakMap<Core.Strapi, MemberSignIn | null>();

/** @throws {SettingError} where a variable cannot be used: the service must not start. */
export function registerMemberSignIn({ strapi }: { strapi: Core.Strapi }): void {
  const settings = readMemberSignIn(process.env);
  const callback = settings && new URL(`${SIGN_IN_PATH}/callback`, settings.publicUrl);
  running.set(
    strapi,
    settings && callback && { ...settings, client: new OidcClient(settings.provider, callback) },
  );
}

/** @throws {DomainError} members.sign_in_closed (404) where no provider is configured. */
export function memberSignIn(strapi: Core.Strapi): MemberSignIn {
  const parts = running.get(strapi);
  if (!parts) throw new DomainError('members.sign_in_closed', 'missing');
  return parts;
}
