import { createPublicKey, verify } from 'node:crypto';

/** Digest algorithms that still count; SHA-1 and MD5 are left out on purpose. */
const DIGESTS: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

interface SignatureAlgorithm {
  readonly key: 'rsa' | 'ec';
  /** Null where the digest is named beside the signature (CMS with rsaEncryption). */
  readonly digest: string | null;
}

const SIGNATURES: Readonly<Record<string, SignatureAlgorithm>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

/** Name of a digest algorithm for node:crypto; null for one that is weak or unknown. */
export function digestName(oid: string): string | null {
  return DIGESTS[oid] ?? null;
}

export interface Signed {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly algorithm: string;
  /** OID of the digest, where it is named beside the signature. */
  readonly digest?: string;
}

/**
 * Whether a signature is right.
 *
 * @returns `weak` where the algorithm is one that no longer counts, or unknown.
 */
export function checkSignature(
  signed: Signed,
  publicKeyDer: Uint8Array,
): 'right' | 'wrong' | 'weak' {
  const algorithm = SIGNATURES[signed.algorithm];
  const beside = signed.digest === undefined ? null : digestName(signed.digest);
  const digest = algorithm?.digest ?? beside;
  if (!algorithm || digest === null) return 'weak';
  if (signed.digest !== undefined && beside !== digest) return 'weak';
  try {
    const key = createPublicKey({
      key: Buffer.from(publicKeyDer),
      format: 'der',
      type: 'spki',
    });
    if (key.asymmetricKeyType !== algorithm.key) return 'wrong';
    return verify(digest, signed.bytes, key, signed.signature) ? 'right' : 'wrong';
  } catch {
    return 'wrong';
  }
}
