export type Env = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used; the message names the variable and what would be right. */
export class SettingError extends Error {
  constructor(name: string, expected: string) {
    super(`${name} ${expected}`);
    this.name = 'SettingError';
  }
}

/** An empty variable counts as one that is not set. */
export function text(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

export function oneOf<T extends string>(
  env: Env,
  name: string,
  options: readonly T[],
  fallback: T,
): T {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const found = options.find((option) => option === value);
  if (found === undefined) throw new SettingError(name, `must be one of ${options.join(', ')}.`);
  return found;
}

export function flag(env: Env, name: string, fallback: boolean): boolean {
  return oneOf(env, name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
}

export function integer(
  env: Env,
  name: string,
  range: { fallback: number; min: number; max: number },
): number {
  const value = text(env, name);
  if (value === undefined) return range.fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < range.min || number > range.max) {
    throw new SettingError(
      name,
      `must be a whole number from ${String(range.min)} to ${String(range.max)}.`,
    );
  }
  return number;
}

export function words(env: Env, name: string, fallback: readonly string[]): readonly string[] {
  const value = text(env, name);
  if (value === undefined) return fallback;
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/**
 * An address that secrets may be sent to: https, or http on loopback outside production.
 *
 * @throws {SettingError} for anything else.
 */
export function safeUrl(env: Env, name: string): URL | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  if (!URL.canParse(value)) throw new SettingError(name, 'must be an absolute URL.');
  const url = new URL(value);
  const plain = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !(plain && env.NODE_ENV !== 'production')) {
    throw new SettingError(name, 'must be an https URL (http only on loopback, for the demo).');
  }
  return url;
}
