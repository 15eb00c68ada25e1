import { UNIT_TYPES, type UnitType } from '../../../../../domain/accounts/unit-types';
import { readCertificateSettings, type CertificateSettings } from './certificate-settings';
import { SettingError, text, words, type Env } from '../../../../../oidc/env';
import { readPublicUrl } from '../../../../../oidc/public-url';
import { readUnitProvider, type UnitProvider } from './unit-provider';

export interface Settings {
  /** The product's own address as browsers see it; the callback is built from it, never from Host. */
  readonly publicUrl: URL;
  readonly providers: Readonly<Record<UnitType, UnitProvider | null>>;
  /** Key material for tokens at rest. */
  readonly secret: string;
  /** E-mail addresses (lower case) of the local accounts that may use a password. */
  readonly breakGlass: readonly string[];
  /** Null where managers' certificates cannot be verified. */
  readonly certificates: CertificateSettings | null;
  /** Shown on every sign-in page. */
  readonly help: { readonly phone: string; readonly email: string };
}

/**
 * Every setting of officers' sign-in, read once at start.
 *
 * @throws {SettingError} naming the variable that is missing or wrong; the service does not start.
 */
export function readSettings(env: Env): Settings {
  const secret = text(env, 'ENCRYPTION_KEY');
  if (secret === undefined) throw new SettingError('ENCRYPTION_KEY', 'is missing.');
  const providers = Object.fromEntries(
    UNIT_TYPES.map((type) => [type, readUnitProvider(env, type)]),
  );
  return {
    publicUrl: readPublicUrl(env),
    providers: providers as Settings['providers'],
    secret,
    breakGlass: words(env, 'BREAK_GLASS_ACCOUNTS', []).map((address) => address.toLowerCase()),
    certificates: readCertificateSettings(env),
    help: {
      phone: text(env, 'HELP_PHONE') ?? '0800-023-300',
      email: text(env, 'HELP_EMAIL') ?? 'tsaitc@moda.gov.tw',
    },
  };
}
