import { createHash, randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../../domain/errors';
import { mapMemberClaims } from '../../domain/members/map-member-claims';
import type { SiteRequest } from '../../domain/members/site-request';
import { flowSecrets } from '../../oidc/flow-cookie';
import { LogoutTokenError } from '../../oidc/logout-token';
import type { SignedIn } from '../../oidc/oidc-client';
import { useToken } from '../../oidc/used-tokens';
import { databaseOf } from '../../public/database';
import { admitMember } from './admit';
import { beginFlow, issueCode, takeCode, takeFlow } from './flows';
import { memberSignIn } from './runtime';

/** Opens a flow for a browser's handle and tells where to send the browser. */
export async function startMemberSignIn(
  strapi: Core.Strapi,
  flow: SiteRequest & { handle: string; now: Date },
): Promise<URL> {
  const url = await memberSignIn(strapi).client.authorizationUrl(flowSecrets(flow.handle));
  await beginFlow(databaseOf(strapi), flow);
  return url;
}

/** A flow that came back, used up by that: what the site wants to hear of it, whatever follows. */
export async function takeMemberFlow(
  strapi: Core.Strapi,
  callback: { handle: string | null; now: Date },
): Promise<(SiteRequest & { readonly handle: string }) | null> {
  const { handle, now } = callback;
  const site = handle === null ? null : await takeFlow(databaseOf(strapi), handle, now);
  return handle === null || site === null ? null : { ...site, handle };
}

/**
 * Verifies the provider's response as officers' is verified, and makes a code for the member.
 *
 * @throws whatever the verification refuses; {@link DomainError} of {@link admitMember}.
 */
export async function finishMemberSignIn(
  strapi: Core.Strapi,
  callback: { flow: SiteRequest & { handle: string }; response: URLSearchParams; now: Date },
): Promise<string> {
  const { flow, response, now } = callback;
  const { client, claims } = memberSignIn(strapi);
  const signedIn = await client.signIn(response, flowSecrets(flow.handle));
  const person = mapMemberClaims(signedIn.claims, signedIn, claims);
  const memberId = await admitMember(strapi, person);
  const { challenge } = flow;
  return issueCode(databaseOf(strapi), { memberId, deviceId: deviceOf(signedIn), challenge, now });
}

/** Named after the provider's session, so that its end can end ours (back-channel logout). */
function deviceOf({ issuer, sessionId }: SignedIn): string {
  return sessionId === null ? randomUUID() : deviceOfSession(issuer, sessionId);
}

function deviceOfSession(issuer: string, sessionId: string): string {
  return createHash('sha256').update(`${issuer} ${sessionId}`).digest('base64url');
}

export interface MemberSession {
  readonly jwt: string;
  readonly refreshToken: string;
  readonly user: { readonly id: number; readonly username: string; readonly email: string };
}

/**
 * Exchanges a code for the session that users-permissions gives for a password.
 *
 * @throws {DomainError} members.sign_in_code (401); members.suspended (403).
 */
export async function exchangeCode(
  strapi: Core.Strapi,
  { code, verifier, now }: { code: string; verifier: string; now: Date },
): Promise<MemberSession> {
  const database = databaseOf(strapi);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const grant = await takeCode(database, { code, challenge, now });
  if (grant === null) throw new DomainError('members.sign_in_code', 'unauthenticated');
  const [member] = await database.query<MemberSession['user'] & { blocked: boolean | null }>(
    'select id, username, email, blocked from up_users where id = $1 and confirmed',
    [grant.memberId],
  );
  if (!member) throw new DomainError('members.sign_in_code', 'unauthenticated');
  if (member.blocked === true) throw new DomainError('members.suspended', 'forbidden');
  const sessions = strapi.sessionManager('users-permissions');
  const userId = String(member.id);
  const refresh = await sessions.generateRefreshToken(userId, grant.deviceId, { type: 'refresh' });
  const access = await sessions.generateAccessToken(refresh.token);
  if ('error' in access) throw new Error('The member session could not be opened.');
  const { id, username, email } = member;
  return { jwt: access.token, refreshToken: refresh.token, user: { id, username, email } };
}

/** Where a member's browser signs out at the provider; null where that offers nothing. */
export async function providerSignOut(strapi: Core.Strapi): Promise<URL> {
  const { client, provider, signedOutUrl } = memberSignIn(strapi);
  const endpoint = await client.endSessionEndpoint();
  if (endpoint === null) return signedOutUrl;
  endpoint.searchParams.set('client_id', provider.clientId);
  endpoint.searchParams.set('post_logout_redirect_uri', signedOutUrl.href);
  return endpoint;
}

/**
 * Follows the provider's word that a session of its own has ended: the member's session that came
 * from it ends, or all of them where none is named.
 *
 * @throws {LogoutTokenError} for a token that is not to be followed.
 */
export async function logMemberOut(
  strapi: Core.Strapi,
  { token, now }: { token: string; now: Date },
): Promise<void> {
  const order = await memberSignIn(strapi).client.logoutOrder(token);
  if (order.subject === null) throw new LogoutTokenError('sub is missing');
  const name = `${order.issuer} ${order.tokenId}`;
  const fresh = await useToken(strapi.db.connection, { name, expiresAt: order.expiresAt, now });
  if (!fresh) throw new LogoutTokenError('the token was used before');
  const [row] = await databaseOf(strapi).query<{ member_id: number }>(
    'select member_id from member_identities where issuer = $1 and subject = $2',
    [order.issuer, order.subject],
  );
  if (!row) return;
  const device =
    order.sessionId === null ? undefined : deviceOfSession(order.issuer, order.sessionId);
  await strapi
    .sessionManager('users-permissions')
    .invalidateRefreshToken(String(row.member_id), device);
}
