// @ts-check
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DATA } from './paths.mjs';

const FILE = path.join(DATA, 'secrets.json');
const NAMES = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
  'GOV_OIDC_CLIENT_SECRET',
  'MEMBER_OIDC_CLIENT_SECRET',
  'DEMO_SUPER_ADMIN_PASSWORD',
];

/**
 * The demo's secrets: made once, kept where only their owner reads them. A production brings its own.
 *
 * @returns {Record<string, string>}
 */
export function demoSecrets() {
  const kept = readKept();
  const fresh = () => randomBytes(32).toString('base64url');
  /** @type {Record<string, string>} */
  const secrets = {};
  for (const name of NAMES) {
    secrets[name] = kept[name] ?? (name === 'APP_KEYS' ? `${fresh()},${fresh()}` : fresh());
  }
  if (NAMES.some((name) => kept[name] === undefined)) {
    fs.mkdirSync(DATA, { recursive: true });
    fs.writeFileSync(`${FILE}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(`${FILE}.new`, FILE);
  }
  return secrets;
}

/** @returns {Record<string, string>} */
function readKept() {
  try {
    return JSON.parse(fs.readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}
