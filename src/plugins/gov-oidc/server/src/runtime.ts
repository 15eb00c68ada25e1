import type { Core } from '@strapi/strapi';
import { UNIT_TYPES, type UnitType } from '../../../../domain/accounts/unit-types';
import { OnlineStatus } from './certificate/ocsp';
import { RevocationLists, type RevocationSource } from './certificate/revocation';
import type { CertificateSettings } from './config/certificate-settings';
import { readSettings, type Settings } from './config/settings';
import { OidcClient } from '../../../../oidc/oidc-client';
import { SignIns } from './store/sign-ins';

/** What verifying a certificate needs. */
export interface CertificateParts extends CertificateSettings {
  readonly revocation: RevocationSource;
}

/** What the plugin's parts share in one running service. */
export interface Runtime {
  readonly settings: Settings;
  readonly clients: Readonly<Record<UnitType, OidcClient | null>>;
  readonly signIns: SignIns;
  /** Verification of managers' certificates; null where no trust anchor is configured. */
  readonly certificates: CertificateParts | null;
  /** Cookies go over TLS only where the product's address is https. */
  readonly secureCookies: boolean;
}

const runtimes = new WeakMap<Core.Strapi, Runtime>();

export const CALLBACK_PATH = '/login/callback';

function certificateParts(strapi: Core.Strapi, settings: Settings): CertificateParts | null {
  if (settings.certificates === null) return null;
  const warn = (message: string) => {
    strapi.log.warn(message);
  };
  const { revocationPlaces, statusResponder } = settings.certificates;
  const lists = new RevocationLists(revocationPlaces, warn);
  const revocation = statusResponder ? new OnlineStatus(statusResponder, lists, warn) : lists;
  return { ...settings.certificates, revocation };
}

/**
 * Reads the settings and prepares the clients.
 *
 * @throws {SettingError} where a variable cannot be used: the service must not start.
 */
export function createRuntime(strapi: Core.Strapi, env: NodeJS.ProcessEnv): Runtime {
  const settings = readSettings(env);
  const callback = new URL(CALLBACK_PATH, settings.publicUrl);
  const clients = UNIT_TYPES.map((type) => {
    const provider = settings.providers[type];
    return [type, provider && new OidcClient(provider, callback)] as const;
  });
  const runtime: Runtime = {
    settings,
    clients: Object.fromEntries(clients) as Runtime['clients'],
    certificates: certificateParts(strapi, settings),
    signIns: new SignIns(() => strapi.db.connection, settings.secret),
    secureCookies: settings.publicUrl.protocol === 'https:',
  };
  runtimes.set(strapi, runtime);
  return runtime;
}

export function runtimeOf(strapi: Core.Strapi): Runtime {
  const runtime = runtimes.get(strapi);
  if (!runtime) throw new Error("The officers' accounts are used before they were registered.");
  return runtime;
}
