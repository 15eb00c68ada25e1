import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCertificate, type Certificate } from '../certificate/certificate';
import { safeUrl, SettingError, text, words, type Env } from '../../../../../oidc/env';

/** Verification of managers' certificates, as configured. */
export interface CertificateSettings {
  /** Pinned issuing authorities. */
  readonly authorities: readonly Certificate[];
  /** Where their revocation lists are: files or addresses. */
  readonly revocationPlaces: readonly URL[];
  /** Responder of online certificate status (OCSP); null where only lists are looked at. */
  readonly statusResponder: URL | null;
  /** Address of the card component on the officer's own computer. */
  readonly cardComponent: URL;
  /** Path of its window. */
  readonly cardPath: string;
}

const DEFAULT_CARD_COMPONENT = 'http://localhost:61161';

function readAuthorities(file: string): Certificate[] {
  const bytes = readFileSync(file);
  const pem = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+/g);
  const ders = pem?.map((part) =>
    Buffer.from(part.replace('-----BEGIN CERTIFICATE-----', ''), 'base64'),
  ) ?? [bytes];
  return ders.map(readCertificate);
}

function readAllAuthorities(files: readonly string[]): Certificate[] {
  return files.flatMap((file) => {
    let authorities: Certificate[];
    try {
      authorities = readAuthorities(file);
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      throw new SettingError('CERTIFICATE_AUTHORITY_FILES', `names ${file}: ${reason}`);
    }
    if (!authorities.every(({ signsCertificates }) => signsCertificates)) {
      throw new SettingError(
        'CERTIFICATE_AUTHORITY_FILES',
        `names ${file}, which is no authority.`,
      );
    }
    return authorities;
  });
}

function toPlace(value: string): URL {
  if (/^https?:|^file:/.test(value)) {
    if (!URL.canParse(value)) {
      throw new SettingError('CERTIFICATE_CRL_PLACES', `has an address that is none: ${value}`);
    }
    return new URL(value);
  }
  return pathToFileURL(path.resolve(value));
}

/** Answers are signed, so that responders are asked over plain http too. */
function readStatusResponder(env: Env): URL | null {
  const value = text(env, 'CERTIFICATE_OCSP_URL');
  if (value === undefined) return null;
  if (!/^https?:/.test(value) || !URL.canParse(value)) {
    throw new SettingError('CERTIFICATE_OCSP_URL', 'must be an http or https address.');
  }
  return new URL(value);
}

/** The card component listens on the officer's own computer. */
function readCardComponent(env: Env): URL {
  const loopback = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/?$/;
  const value = text(env, 'CARD_COMPONENT_URL') ?? DEFAULT_CARD_COMPONENT;
  if (loopback.test(value)) return new URL(value);
  return safeUrl(env, 'CARD_COMPONENT_URL') ?? new URL(DEFAULT_CARD_COMPONENT);
}

/**
 * @returns null where no authority is configured: certificates cannot be verified, and the
 *   application page says so.
 * @throws {SettingError} where a file is missing or holds something else, or no place of
 *   revocation lists is named.
 */
export function readCertificateSettings(env: Env): CertificateSettings | null {
  const files = words(env, 'CERTIFICATE_AUTHORITY_FILES', []);
  if (files.length === 0) return null;
  const revocationPlaces = words(env, 'CERTIFICATE_CRL_PLACES', []).map(toPlace);
  const statusResponder = readStatusResponder(env);
  if (revocationPlaces.length === 0 && statusResponder === null) {
    throw new SettingError(
      'CERTIFICATE_CRL_PLACES',
      '(or CERTIFICATE_OCSP_URL) is needed with CERTIFICATE_AUTHORITY_FILES.',
    );
  }
  return {
    authorities: readAllAuthorities(files),
    revocationPlaces,
    statusResponder,
    cardComponent: readCardComponent(env),
    cardPath: text(env, 'CARD_COMPONENT_PATH') ?? '/popupForm',
  };
}
