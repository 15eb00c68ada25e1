/**
 * Which secrets a production needs, and what is wrong with those it was given. Pure: the caller
 * passes the environment and refuses to start.
 */
export type SecretProblem = 'missing' | 'default' | 'too-short';

export interface SecretFinding {
  readonly name: string;
  readonly problem: SecretProblem;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** 16 random bytes in base64, which is also what Strapi's own generator gives. */
export const MIN_SECRET_CHARACTERS = 24;
export const MIN_DATABASE_PASSWORD_CHARACTERS = 12;
/** A random string of the least length has more; `aaaa…` and `0123…0123…` have fewer. */
const MIN_DISTINCT_CHARACTERS = 8;

/** APP_KEYS holds several, separated by commas: the first signs, the others still verify. */
const SECRETS = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
] as const;

/** Of identity providers: their length is the provider's choice, an example never is one. */
const CLIENT_SECRETS = ['GOV', 'COMPANY', 'ORGANISATION', 'MEMBER'].map(
  (provider) => `${provider}_OIDC_CLIENT_SECRET`,
);

/** Words of examples, templates and this project's own tests and demo. */
const EXAMPLES =
  /to-?be-?modified|change-?me|change-?this|replace-?(me|this|with)|your[-_ ]|example|default|insert[-_ ]|placeholder|dummy|^test[-_]|[-_]test[-_]|^(secret|password|xxx+)/i;
const WEAK_PASSWORDS =
  /^(postgres|password|corpus|corpus_app|strapi|admin|root|secret|test|demo)\d*$/i;

/**
 * @returns One finding for each secret that is missing, left at an example, or too short; empty
 *   where a production may start.
 */
export function checkSecrets(env: Environment): SecretFinding[] {
  const findings: SecretFinding[] = [];
  const report = (name: string, problem: SecretProblem | null) => {
    if (problem !== null) findings.push({ name, problem });
  };
  for (const name of SECRETS) report(name, checkValues(split(name, env[name])));
  for (const name of CLIENT_SECRETS) {
    const value = env[name]?.trim() ?? '';
    report(name, EXAMPLES.test(value) || value.startsWith('corpus-demo') ? 'default' : null);
  }
  report('DATABASE_URL', checkDatabaseUrl(env['DATABASE_URL']));
  if (env['DATABASE_OWNER_URL']) {
    report('DATABASE_OWNER_URL', checkDatabaseUrl(env['DATABASE_OWNER_URL']));
  }
  return findings;
}

function split(name: string, value: string | undefined): string[] {
  const parts = name === 'APP_KEYS' ? (value ?? '').split(',') : [value ?? ''];
  return parts.map((part) => part.trim());
}

/** The worst that any of the values has. */
function checkValues(values: readonly string[]): SecretProblem | null {
  const problems = values.map(checkValue);
  return problems.find((problem) => problem !== null) ?? null;
}

function checkValue(value: string): SecretProblem | null {
  if (value === '') return 'missing';
  if (EXAMPLES.test(value)) return 'default';
  if (value.length < MIN_SECRET_CHARACTERS) return 'too-short';
  return new Set(value).size < MIN_DISTINCT_CHARACTERS ? 'default' : null;
}

/** Without a password only where PostgreSQL knows the caller otherwise: a certificate or a socket. */
function checkDatabaseUrl(value: string | undefined): SecretProblem | null {
  if (!value?.trim()) return 'missing';
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null) return 'default';
  const password = decodeURIComponent(url.password);
  const knownOtherwise = url.hostname === '' || url.searchParams.has('sslcert');
  if (password === '') return knownOtherwise ? null : 'missing';
  if (WEAK_PASSWORDS.test(password) || EXAMPLES.test(password)) return 'default';
  if (password === decodeURIComponent(url.username)) return 'default';
  return password.length < MIN_DATABASE_PASSWORD_CHARACTERS ? 'too-short' : null;
}

const WORDS: Readonly<Record<SecretProblem, { zh: string; en: string }>> = {
  missing: { zh: '未設定', en: 'is not set' },
  default: { zh: '仍是範例或預設值', en: 'is still an example or a default' },
  'too-short': { zh: '太短', en: 'is too short' },
};

/** What the operator reads; names, never values. */
export function describeFindings(findings: readonly SecretFinding[]): string {
  const lines = findings.map(
    ({ name, problem }) => `  ${name}：${WORDS[problem].zh} / ${WORDS[problem].en}`,
  );
  return [
    '正式環境（NODE_ENV=production）無法啟動，下列機密設定有問題：',
    'Production (NODE_ENV=production) does not start; these secrets need attention:',
    ...lines,
    `可用 \`openssl rand -base64 32\` 產生（至少 ${String(MIN_SECRET_CHARACTERS)} 個字元；資料庫密碼至少 ${String(MIN_DATABASE_PASSWORD_CHARACTERS)} 個）。`,
    `Make one with \`openssl rand -base64 32\` (at least ${String(MIN_SECRET_CHARACTERS)} characters; database passwords at least ${String(MIN_DATABASE_PASSWORD_CHARACTERS)}).`,
  ].join('\n');
}
