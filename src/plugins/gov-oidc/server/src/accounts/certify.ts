import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import type { Certificate } from '../certificate/certificate';
import { verifyChallenge } from '../certificate/verify-challenge';
import { runtimeOf, type CertificateParts } from '../runtime';
import { newHandle } from '../../../../../oidc/secrets';
import { findAgency, findAgencyByOid } from '../store/agencies';
import {
  latestApplication,
  lockOpenApplication,
  updateApplication,
  type Application,
} from '../store/applications';
import { keepChallenge, takeChallenge } from '../store/challenges';
import { lockOfficer } from '../store/officers';
import { noteApplied } from './apply';
import { noteAccount } from './audit';

function partsOf(strapi: Core.Strapi): CertificateParts {
  const { certificates } = runtimeOf(strapi);
  if (certificates === null) throw new DomainError('certificate.not_configured', 'unavailable');
  return certificates;
}

function needsCertificate(application: Application | null): application is Application {
  return application?.state === 'saved' && application.role === 'agency-manager';
}

/**
 * The text that the card signs: it names what for, where, for which application and agency, and
 * holds a nonce, so that a signature made for anything else is worth nothing here. ASCII alone,
 * whatever encoding a card component assumes.
 */
function challengeText(options: {
  origin: string;
  application: string;
  agencyOid: string;
  nonce: string;
  now: Date;
}): string {
  return [
    'Taiwan Sovereign AI Training Corpus',
    'purpose=agency-manager-application',
    `origin=${options.origin}`,
    `application=${options.application}`,
    `agency=${options.agencyOid}`,
    `time=${options.now.toISOString()}`,
    `nonce=${options.nonce}`,
  ].join('\n');
}

/**
 * A new challenge for an officer's saved application as agency manager.
 *
 * @throws {DomainError} certificate.not_expected (409) where no application waits for one.
 */
export async function makeChallenge(
  strapi: Core.Strapi,
  officerId: number,
  now: Date,
): Promise<string> {
  partsOf(strapi);
  const knex = strapi.db.connection;
  const application = await latestApplication(knex, officerId);
  if (!needsCertificate(application)) {
    throw new DomainError('certificate.not_expected', 'conflict');
  }
  const agency = await findAgency(knex, application.agencyId);
  const nonce = newHandle();
  const text = challengeText({
    origin: runtimeOf(strapi).settings.publicUrl.origin,
    application: application.documentId,
    agencyOid: agency?.oid ?? '',
    nonce,
    now,
  });
  await keepChallenge(knex, { nonce, applicationId: application.id, text, now });
  return text;
}

/** Marks the application as certified and sends it to its reviewers, if it still waits for that. */
async function record(
  strapi: Core.Strapi,
  officerId: number,
  proof: { application: Application; certificate: Certificate; now: Date },
): Promise<void> {
  const { certificate, now } = proof;
  await strapi.db.connection.transaction(async (trx) => {
    const officer = await lockOfficer(trx, officerId);
    const open = await lockOpenApplication(trx, officerId);
    if (officer?.agencyId == null || open?.id !== proof.application.id || !needsCertificate(open)) {
      throw new DomainError('certificate.not_expected', 'conflict');
    }
    const fingerprint = createHash('sha256').update(certificate.der).digest('hex');
    const change = {
      state: 'pending',
      submitted_at: now,
      certificate_state: 'verified',
      certificate_unit: certificate.unitName,
      certificate_serial: certificate.serialNumber,
      certificate_fingerprint: fingerprint,
      certificate_until: certificate.notAfter,
    } as const;
    await updateApplication(trx, open.id, change, now);
    const agency = await findAgency(trx, officer.agencyId);
    await noteAccount(trx, {
      at: now,
      officer: officer.documentId,
      action: 'certificate-verified',
      actor: officer.adminUserId,
      actorRole: 'applicant',
      role: officer.role,
      agency: agency?.oid ?? '',
      details: { application: open.documentId, fingerprint },
    });
    await noteApplied(trx, { ...officer, agencyId: officer.agencyId }, open.role, now);
  });
}

/**
 * Verifies the signed challenge of an officer's application; the application then goes to the
 * platform admins, with the unit name (單位名稱) of the certificate.
 *
 * @throws {DomainError} certificate.challenge_missing (409) for one that is used, old, or never
 *   was; certificate.agency_mismatch (422); the refusals of {@link verifyChallenge}.
 */
export async function certify(
  strapi: Core.Strapi,
  officerId: number,
  signature: string,
  now: Date,
): Promise<{ unitName: string | null }> {
  const { authorities, revocation } = partsOf(strapi);
  const knex = strapi.db.connection;
  const application = await latestApplication(knex, officerId);
  if (!needsCertificate(application)) {
    throw new DomainError('certificate.not_expected', 'conflict');
  }
  const challenge = await takeChallenge(knex, application.id, now);
  if (challenge === null) throw new DomainError('certificate.challenge_missing', 'conflict');
  const certificate = await verifyChallenge({
    signature,
    challenge,
    authorities,
    revocation,
    now,
  });
  const agency = await findAgencyByOid(knex, certificate.agencyOids[0] ?? '');
  if (agency?.id !== application.agencyId) {
    throw new DomainError('certificate.agency_mismatch', 'invalid');
  }
  await record(strapi, officerId, { application, certificate, now });
  return { unitName: certificate.unitName };
}
