import { createHash } from 'node:crypto';
import {
  findCertificateFault,
  type CertificateRefusal,
} from '../../../../../domain/accounts/certificate-policy';
import { DomainError } from '../../../../../domain/errors';
import { checkSignature, digestName } from './algorithms';
import type { Certificate } from './certificate';
import type { RevocationSource } from './revocation';
import { MessageError, readSignedMessage, type SignedMessage } from './signed-message';

/** Why a signed challenge does not count; each code has its own words for the officer. */
export type VerificationRefusal =
  | CertificateRefusal
  | MessageError['code']
  | 'certificate.weak_algorithm'
  | 'certificate.other_content'
  | 'certificate.wrong_signature'
  | 'certificate.untrusted'
  | 'certificate.revoked'
  | 'certificate.revocation_unknown';

/** Largest signed message that is looked at, in base64 characters. */
const MAX_MESSAGE_LENGTH = 128 * 1024;

export interface Verification {
  /** base64 of the CMS SignedData. */
  readonly signature: string;
  /** The exact text that was to be signed. */
  readonly challenge: string;
  /** Issuing authorities that the operator has pinned. */
  readonly authorities: readonly Certificate[];
  readonly revocation: RevocationSource;
  readonly now: Date;
}

function refuse(code: VerificationRefusal): never {
  throw new DomainError(
    code,
    code === 'certificate.revocation_unknown' ? 'unavailable' : 'invalid',
  );
}

function readMessage(signature: string): SignedMessage {
  const text = signature.replace(/\s+/g, '');
  if (text.length > MAX_MESSAGE_LENGTH || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    refuse('certificate.malformed');
  }
  try {
    return readSignedMessage(Buffer.from(text, 'base64'));
  } catch (error) {
    if (error instanceof MessageError) refuse(error.code);
    throw error;
  }
}

/** The message was signed by its certificate's key, over our challenge and nothing else. */
function checkMessage(message: SignedMessage, challenge: string): void {
  const expected = Buffer.from(challenge, 'utf8');
  if (message.content !== null && Buffer.compare(message.content, expected) !== 0) {
    refuse('certificate.other_content');
  }
  const name = digestName(message.digestAlgorithm);
  if (name === null) refuse('certificate.weak_algorithm');
  const digest = createHash(name).update(expected).digest();
  if (Buffer.compare(digest, message.messageDigest) !== 0) refuse('certificate.other_content');
  const verdict = checkSignature(message.signed, message.signer.publicKey);
  if (verdict === 'weak') refuse('certificate.weak_algorithm');
  if (verdict === 'wrong') refuse('certificate.wrong_signature');
}

/** The pinned authority that issued the certificate: by name, by signature, and valid today. */
function issuerOf(
  certificate: Certificate,
  authorities: readonly Certificate[],
  now: Date,
): Certificate {
  const named = authorities.filter(
    ({ subject }) => Buffer.compare(subject, certificate.issuer) === 0,
  );
  for (const authority of named) {
    const verdict = checkSignature(certificate.signed, authority.publicKey);
    if (verdict === 'weak') refuse('certificate.weak_algorithm');
    const valid = authority.notBefore <= now && now <= authority.notAfter;
    if (verdict === 'right' && valid && authority.signsCertificates) return authority;
  }
  return refuse('certificate.untrusted');
}

/**
 * Verifies a manager's signed challenge: the CMS signature, the issuing authority, the
 * certificate's rules and its revocation. Certificates inside the message are used for nothing
 * but finding the signer's own.
 *
 * @returns the certificate; its agency is still to be compared with the applicant's.
 * @throws {DomainError} with a {@link VerificationRefusal}; `certificate.revocation_unknown` is
 *   503, everything else 422.
 */
export async function verifyChallenge(verification: Verification): Promise<Certificate> {
  const { authorities, revocation, now } = verification;
  const message = readMessage(verification.signature);
  checkMessage(message, verification.challenge);
  const certificate = message.signer;
  const issuer = issuerOf(certificate, authorities, now);
  const fault = findCertificateFault(certificate, now);
  if (fault !== null) refuse(fault);
  const revoked = await revocation.isRevoked(certificate, issuer, now);
  if (revoked === null) refuse('certificate.revocation_unknown');
  if (revoked) refuse('certificate.revoked');
  return certificate;
}
