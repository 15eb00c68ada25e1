import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, exportJWK, type JWK } from 'jose';

/** PKCS #8 around an Ed25519 seed (RFC 8410). */
const PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What a receipt states, as the payload of a JWS. */
export interface Receipt {
  readonly application: string;
  readonly member: number;
  readonly licence: {
    readonly code: string;
    readonly version: string;
    readonly textHash: string | null;
  };
  readonly datasets: readonly string[] | 'all';
  readonly evidenceSha256: string;
  /** ISO 8601, UTC. */
  readonly acceptedAt: string;
}

/** The signing key follows from ENCRYPTION_KEY: nothing more to keep, and nothing to store. */
function signingKey(): KeyObject {
  const secret = process.env.ENCRYPTION_KEY ?? '';
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'corpus access receipt', 32));
  return createPrivateKey({ key: Buffer.concat([PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** A compact JWS (EdDSA) that anybody can verify offline with the public key that its `kid` names. */
export async function signReceipt(receipt: Receipt): Promise<string> {
  const { kid } = await receiptPublicKey();
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'corpus-receipt+jws', kid })
    .sign(signingKey());
}

/** `kid` is the key's thumbprint (RFC 7638): another ENCRYPTION_KEY gives another. */
export async function receiptPublicKey(): Promise<JWK & { kid: string }> {
  const jwk = await exportJWK(createPublicKey(signingKey()));
  return { ...jwk, alg: 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}
