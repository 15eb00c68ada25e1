import { randomBytes } from 'node:crypto';
import { checkSignature } from './algorithms';
import type { Certificate } from './certificate';
import { readStatusAnswer, writeStatusRequest, type StatusAnswer } from './ocsp-message';
import type { RevocationSource } from './revocation';

/** Largest answer that is read, in bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;
const TIMEOUT_MS = 10_000;
/** How old an answer may be that names no time of the next one, in milliseconds. */
const FRESH_MS = 10 * 60_000;
/** Accepted difference between the clocks, in milliseconds. */
const TOLERANCE_MS = 60_000;

async function ask(responder: URL, request: Uint8Array): Promise<Uint8Array> {
  const response = await fetch(responder, {
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
    body: Uint8Array.from(request),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${String(response.status)}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isTimely({ thisUpdate, nextUpdate }: StatusAnswer, now: Date): boolean {
  const age = now.getTime() - thisUpdate.getTime();
  if (Number.isNaN(age) || age < -TOLERANCE_MS) return false;
  return nextUpdate === null ? age <= FRESH_MS : now < nextUpdate;
}

/**
 * Asks a responder that the operator names; an address inside a certificate is never opened. What
 * either the responder or the revocation lists call revoked is revoked; where the responder gives no
 * answer that counts, the lists decide, and where neither knows, nobody passes.
 */
export class OnlineStatus implements RevocationSource {
  constructor(
    private readonly responder: URL,
    private readonly lists: RevocationSource,
    private readonly warn: (message: string) => void,
  ) {}

  async isRevoked(
    certificate: Certificate,
    issuer: Certificate,
    now: Date,
  ): Promise<boolean | null> {
    const online = await this.askResponder(certificate, issuer, now);
    if (online === 'revoked') return true;
    const listed = await this.lists.isRevoked(certificate, issuer, now);
    // A certificate that its own authority does not know is none, whatever the list leaves out.
    if (online === 'unknown') return listed === true ? true : null;
    return listed ?? (online === 'good' ? false : null);
  }

  private async askResponder(
    certificate: Certificate,
    issuer: Certificate,
    now: Date,
  ): Promise<StatusAnswer['status'] | null> {
    try {
      const nonce = randomBytes(16);
      const der = await ask(this.responder, writeStatusRequest(certificate, issuer, nonce));
      const answer = readStatusAnswer(der, certificate, issuer);
      if (answer.nonce !== null && answer.nonce !== nonce.toString('hex')) {
        throw new Error('The answer is to another question.');
      }
      if (!isTimely(answer, now)) throw new Error('The answer is stale or from the future.');
      if (!(await this.isSigned(answer, issuer, now)))
        throw new Error('The signature is not right.');
      return answer.status;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      this.warn(`no certificate status from ${this.responder.href}: ${reason}`);
      return null;
    }
  }

  /** By the issuer itself, or by a responder that the issuer has appointed and not revoked. */
  private async isSigned(answer: StatusAnswer, issuer: Certificate, now: Date): Promise<boolean> {
    if (checkSignature(answer.signed, issuer.publicKey) === 'right') return true;
    for (const { certificate: own, signsAnswers, needsNoCheck } of answer.responders) {
      const appointed =
        signsAnswers &&
        Buffer.compare(own.issuer, issuer.subject) === 0 &&
        checkSignature(own.signed, issuer.publicKey) === 'right' &&
        own.notBefore <= now &&
        now <= own.notAfter &&
        checkSignature(answer.signed, own.publicKey) === 'right';
      if (!appointed) continue;
      if (needsNoCheck || (await this.lists.isRevoked(own, issuer, now)) === false) return true;
    }
    return false;
  }
}
