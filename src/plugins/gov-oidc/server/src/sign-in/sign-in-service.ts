import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { mapClaims, type Person } from '../../../../../domain/accounts/map-claims';
import type { UnitType } from '../../../../../domain/accounts/unit-types';
import { followAgency } from '../accounts/follow-agency';
import { flowSecrets } from '../../../../../oidc/flow-cookie';
import type { OidcClient, SignedIn } from '../../../../../oidc/oidc-client';
import { endPanelSessions } from '../panel/panel-session';
import { runtimeOf } from '../runtime';
import { findAgencyByOid } from '../store/agencies';
import { recordOfficer, type Officer } from '../store/officers';
import { inTransaction } from '../store/transaction';
import { beginFlow, takeFlow } from '../store/flows';

/** Who came back from the identity provider, verified and known here. */
export interface Arrival {
  readonly officer: Officer;
  readonly unitType: UnitType;
  readonly signedIn: SignedIn;
}

function clientOf(strapi: Core.Strapi, unitType: UnitType): OidcClient {
  const client = runtimeOf(strapi).clients[unitType];
  if (client === null) throw new DomainError('accounts.unit_type_unavailable', 'unavailable');
  return client;
}

/** Opens a flow for a browser's handle and tells where to send the browser. */
export async function startSignIn(
  strapi: Core.Strapi,
  flow: { handle: string; unitType: UnitType; now: Date },
): Promise<URL> {
  const url = await clientOf(strapi, flow.unitType).authorizationUrl(flowSecrets(flow.handle));
  await beginFlow(strapi.db.connection, flow);
  return url;
}

function toPerson(strapi: Core.Strapi, unitType: UnitType, signedIn: SignedIn): Person {
  const provider = runtimeOf(strapi).settings.providers[unitType];
  if (provider === null) throw new DomainError('accounts.unit_type_unavailable', 'unavailable');
  const outcome = mapClaims(signedIn.claims, signedIn, provider.claims);
  if (!outcome.ok) throw new DomainError(outcome.code, 'forbidden');
  return outcome.person;
}

/** Stores the officer, in the agency that the provider names today. */
async function admit(strapi: Core.Strapi, person: Person, now: Date): Promise<Officer> {
  const { officer, agency } = await inTransaction(strapi, async (trx) => {
    const agency = await findAgencyByOid(trx, person.agencyOid);
    if (agency === null) {
      const params = { oid: person.agencyOid };
      throw new DomainError('accounts.agency_unknown', 'forbidden', { params });
    }
    const known = await recordOfficer(trx, person, agency.id, now);
    return { officer: await followAgency(trx, known, agency, now), agency };
  });
  // A role that went with the former agency: whatever session is still open ends now.
  if (officer.role === null && officer.adminUserId !== null) {
    await endPanelSessions(strapi, officer.adminUserId);
  }
  if (!officer.active) throw new DomainError('accounts.disabled', 'forbidden');
  // Whoever has a role there finishes the work; nobody begins.
  if (agency.retired && officer.role === null) {
    throw new DomainError('accounts.agency_retired', 'forbidden');
  }
  return officer;
}

/**
 * Ends a sign-in: the flow is used up, the response verified, the person recorded.
 *
 * @param callback.handle The browser's handle; null where the browser did not begin this sign-in.
 * @throws {DomainError} with the code of the page to show.
 */
export async function finishSignIn(
  strapi: Core.Strapi,
  callback: { handle: string | null; response: URLSearchParams; now: Date },
): Promise<Arrival> {
  const { handle, response, now } = callback;
  const flow = handle === null ? null : await takeFlow(strapi.db.connection, handle, now);
  if (handle === null || flow === null) {
    throw new DomainError('accounts.flow_missing', 'forbidden');
  }
  const signedIn = await clientOf(strapi, flow.unitType).signIn(response, flowSecrets(handle));
  const person = toPerson(strapi, flow.unitType, signedIn);
  const officer = await admit(strapi, person, now);
  return { officer, unitType: flow.unitType, signedIn };
}
