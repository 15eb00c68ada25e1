import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What the receipt of an application states: who accepted which licence text for what, and when. */
export interface ReceiptClaims {
  readonly application: string;
  readonly member: number;
  readonly licence: {
    readonly code: string;
    readonly version: string;
    readonly textHash: string | null;
  };
  readonly datasets: readonly string[] | 'all';
  readonly evidenceSha256: string;
  readonly acceptedAt: string;
}

/**
 * Verifies a receipt (compact JWS, EdDSA) with nothing but the published key: no network, no packages.
 *
 * @param key `data` of `/api/access-applications/receipt-key`, kept from the day of the application
 * @throws Error where the receipt was changed, or another key signed it
 */
export function verifyReceipt(receipt: string, key: JsonWebKey & { kid?: string }): ReceiptClaims {
  const [header = '', payload = '', signature = '', ...rest] = receipt.trim().split('.');
  const { alg, kid } = parsed(header) as { alg?: string; kid?: string };
  if (rest.length > 0 || alg !== 'EdDSA') throw new Error('this is no receipt of the corpus');
  if (kid !== undefined && key.kid !== undefined && kid !== key.kid) {
    throw new Error(`signed with another key (${kid}); this one is ${key.kid}`);
  }
  const right = verify(
    null,
    Buffer.from(`${header}.${payload}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  if (!right) throw new Error('the signature is wrong: the receipt was changed');
  return parsed(payload) as ReceiptClaims;
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
  } catch {
    throw new Error('this is no receipt of the corpus');
  }
}

/** `npx tsx examples/client/verify-receipt.ts receipt.txt receipt-key.json` */
async function main([receipt, key]: readonly string[]): Promise<void> {
  if (receipt === undefined || key === undefined) {
    throw new Error('Usage: npx tsx examples/client/verify-receipt.ts RECEIPT KEY.json');
  }
  const jwk = JSON.parse(await readFile(key, 'utf8')) as { data?: JsonWebKey } & JsonWebKey;
  const claims = verifyReceipt(await readFile(receipt, 'utf8'), jwk.data ?? jwk);
  console.log(JSON.stringify(claims, null, 2));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
