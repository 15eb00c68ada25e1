import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const HANDLE_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A random value for a cookie; only its hash is stored. */
export function newHandle(): string {
  return randomBytes(HANDLE_BYTES).toString('base64url');
}

/** What the database keeps of a handle: worthless to whoever reads the table. */
export function hashHandle(handle: string): string {
  return createHash('sha256').update(handle).digest('hex');
}

/** One secret out of another, different for each purpose (RFC 5869). */
export function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'gov-oidc', purpose, 32));
}

/** What is encrypted; each purpose has a key of its own. */
export type Purpose = 'tokens at rest' | 'application form';

/** AES-256-GCM under a key derived from the service's encryption key; base64url. */
export function encrypt(
  plain: string,
  secret: string,
  purpose: Purpose = 'tokens at rest',
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derive(secret, purpose), nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** The plain text; null where the key has changed or the value was tampered with. */
export function decrypt(
  sealed: string,
  secret: string,
  purpose: Purpose = 'tokens at rest',
): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', derive(secret, purpose), nonce);
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
