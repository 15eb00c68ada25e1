import { safeUrl, text, type Env } from './env';

/**
 * The product's own address as browsers see it, without a path: addresses that come back to us are
 * built from it, never from a Host header.
 *
 * @throws {SettingError} for an address that is not safe.
 */
export function readPublicUrl(env: Env): URL {
  const configured = safeUrl(env, 'PUBLIC_URL');
  if (configured !== undefined) return new URL(configured.origin);
  const host = text(env, 'HOST') ?? '127.0.0.1';
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new URL(`http://${reachable}:${text(env, 'PORT') ?? '1337'}`);
}
