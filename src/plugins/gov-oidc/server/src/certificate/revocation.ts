import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkSignature } from './algorithms';
import { readRevocationList, type Certificate, type RevocationList } from './certificate';

/** Largest revocation list that is read, in bytes. */
const MAX_LIST_BYTES = 32 * 1024 * 1024;
/** A list is fetched again after this time, though it may be valid for longer. */
const REFRESH_MS = 15 * 60_000;
const FETCH_TIMEOUT_MS = 15_000;

export interface RevocationSource {
  /**
   * Whether the issuer has revoked a serial number.
   *
   * @returns null where that cannot be known now: no list, a stale or a forged one. Nobody passes
   *   then.
   */
  isRevoked(certificate: Certificate, issuer: Certificate, now: Date): Promise<boolean | null>;
}

async function fetchList(place: URL): Promise<Uint8Array> {
  if (place.protocol === 'file:') return readFile(fileURLToPath(place));
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  const response = await fetch(place, { redirect: 'error', signal });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${String(response.status)}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_LIST_BYTES) throw new Error('The revocation list is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toDer(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.subarray(0, 40)).toString('latin1');
  if (!text.startsWith('-----BEGIN X509 CRL-----')) return bytes;
  const body = Buffer.from(bytes)
    .toString('latin1')
    .replace(/-----[^-]+-----/g, '');
  return Buffer.from(body, 'base64');
}

/** A list counts while it is signed by the issuer itself, complete, and neither early nor stale. */
function counts(list: RevocationList, issuer: Certificate, now: Date): boolean {
  return (
    issuer.signsRevocations &&
    Buffer.compare(list.issuer, issuer.subject) === 0 &&
    list.unknownCritical.length === 0 &&
    list.thisUpdate <= now &&
    list.nextUpdate !== null &&
    now < list.nextUpdate &&
    checkSignature(list.signed, issuer.publicKey) === 'right'
  );
}

/**
 * Revocation lists from the places that the operator names; an address inside a certificate is
 * never opened. Lists are kept in memory and refreshed; the last good one serves while a place is
 * down, until it is stale.
 */
export class RevocationLists implements RevocationSource {
  private lists: readonly RevocationList[] = [];
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private underWay: Promise<void> | null = null;

  constructor(
    private readonly places: readonly URL[],
    private readonly warn: (message: string) => void,
  ) {}

  async isRevoked(
    certificate: Certificate,
    issuer: Certificate,
    now: Date,
  ): Promise<boolean | null> {
    const known = () => this.lists.filter((list) => counts(list, issuer, now));
    if (known().length === 0 || now.getTime() - this.fetchedAt > REFRESH_MS) {
      await this.refresh(now);
    }
    const lists = known();
    if (lists.length === 0) return null;
    return lists.some(({ revoked }) => revoked.has(certificate.serialNumber));
  }

  /** One refresh at a time; whoever comes meanwhile waits for it. */
  private refresh(now: Date): Promise<void> {
    this.underWay ??= this.load(now).finally(() => {
      this.underWay = null;
    });
    return this.underWay;
  }

  private async load(now: Date): Promise<void> {
    const fresh: RevocationList[] = [];
    for (const place of this.places) {
      try {
        fresh.push(readRevocationList(toDer(await fetchList(place))));
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown';
        this.warn(`revocation list not available at ${place.href}: ${reason}`);
      }
    }
    // A place that is down leaves the list it gave before in use.
    const kept = this.lists.filter(
      (old) => !fresh.some((list) => Buffer.compare(list.issuer, old.issuer) === 0),
    );
    this.lists = [...fresh, ...kept];
    this.fetchedAt = now.getTime();
  }
}
