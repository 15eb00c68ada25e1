import type { Core } from '@strapi/strapi';
import type { UnitType } from '../../../../../domain/accounts/unit-types';
import { LogoutTokenError, type LogoutOrder } from '../../../../../oidc/logout-token';
import { endPanelSessions } from '../panel/panel-session';
import { runtimeOf } from '../runtime';
import { findOfficerBySubject } from '../store/officers';
import { useToken } from '../../../../../oidc/used-tokens';

/**
 * The identity provider says that a session of its own has ended: the sessions here that came from
 * it end too, on every instance.
 *
 * @returns how many sign-ins ended.
 * @throws {LogoutTokenError} for a token that is not to be followed.
 */
export async function logOutByProvider(
  strapi: Core.Strapi,
  request: { unitType: UnitType; token: string; now: Date },
): Promise<number> {
  const { unitType, token, now } = request;
  const client = runtimeOf(strapi).clients[unitType];
  if (client === null) throw new LogoutTokenError('this unit type has no identity provider');
  const order = await client.logoutOrder(token);
  const name = `${order.issuer} ${order.tokenId}`;
  const fresh = await useToken(strapi.db.connection, { name, expiresAt: order.expiresAt, now });
  if (!fresh) throw new LogoutTokenError('the token was used before');
  return endSignIns(strapi, unitType, order);
}

async function endSignIns(
  strapi: Core.Strapi,
  unitType: UnitType,
  order: LogoutOrder & { issuer: string },
): Promise<number> {
  const { signIns } = runtimeOf(strapi);
  const officer =
    order.subject === null
      ? null
      : await findOfficerBySubject(strapi.db.connection, order.issuer, order.subject);
  if (order.subject !== null && officer === null) return 0;
  const ended = await signIns.closeWhere({
    unitType,
    ...(officer === null ? {} : { officerId: officer.id }),
    ...(order.sessionId === null ? {} : { providerSessionId: order.sessionId }),
  });
  for (const { adminUserId, deviceId } of ended) {
    if (adminUserId !== null && deviceId !== null) {
      await endPanelSessions(strapi, adminUserId, deviceId);
    }
  }
  // All sessions of the officer: also one whose sign-in is not remembered any more.
  if (order.sessionId === null && officer?.adminUserId != null) {
    await endPanelSessions(strapi, officer.adminUserId);
  }
  return ended.length;
}
