import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { checkSecrets, describeFindings } from '../../src/settings/secrets';

const secret = () => randomBytes(32).toString('base64');

function production(over: Record<string, string | undefined> = {}) {
  return {
    APP_KEYS: `${secret()},${secret()}`,
    ADMIN_JWT_SECRET: secret(),
    API_TOKEN_SALT: secret(),
    TRANSFER_TOKEN_SALT: secret(),
    ENCRYPTION_KEY: secret(),
    JWT_SECRET: secret(),
    DATABASE_URL: 'postgresql://corpus_app:kX9w_2hLqPz71bVf@db.internal:5432/corpus',
    ...over,
  };
}

const NAMES = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
] as const;

describe('the secrets of a production', () => {
  it('are accepted where each is long and random', () => {
    assert.deepEqual(checkSecrets(production()), []);
  });

  it('are accepted as Strapi generates them', () => {
    const env = production(
      Object.fromEntries(NAMES.map((name) => [name, randomBytes(16).toString('base64')])),
    );
    assert.deepEqual(checkSecrets(env), []);
  });

  for (const name of [...NAMES, 'DATABASE_URL']) {
    it(`are refused by name while ${name} is missing or blank`, () => {
      for (const value of [undefined, '', '  ']) {
        assert.deepEqual(checkSecrets(production({ [name]: value })), [
          { name, problem: 'missing' },
        ]);
      }
    });
  }

  it("are refused by name while an identity provider's secret is an example or the demo's", () => {
    for (const provider of ['GOV', 'COMPANY', 'ORGANISATION', 'MEMBER']) {
      const name = `${provider}_OIDC_CLIENT_SECRET`;
      for (const value of ['change-me', 'corpus-demo-secret-for-loopback-only']) {
        assert.deepEqual(checkSecrets(production({ [name]: value })), [
          { name, problem: 'default' },
        ]);
      }
      assert.deepEqual(checkSecrets(production({ [name]: 'k7Q2x9' })), []);
    }
  });

  for (const name of NAMES) {
    it(`are refused by name while ${name} is an example, a repetition or too short`, () => {
      for (const value of ['toBeModified1', 'tobemodified', 'change-me-please-change-me-please']) {
        assert.deepEqual(checkSecrets(production({ [name]: value })), [
          { name, problem: 'default' },
        ]);
      }
      assert.deepEqual(checkSecrets(production({ [name]: 'a'.repeat(40) })), [
        { name, problem: 'default' },
      ]);
      assert.deepEqual(checkSecrets(production({ [name]: 'k9Qz!m2' })), [
        { name, problem: 'too-short' },
      ]);
    });
  }

  it('are refused while one of several application keys is an example', () => {
    const env = production({ APP_KEYS: `${secret()},toBeModified2` });
    assert.deepEqual(checkSecrets(env), [{ name: 'APP_KEYS', problem: 'default' }]);
  });

  it('are refused while a database password is absent, well known, the user name, or short', () => {
    const findings = (password: string) =>
      checkSecrets(production({ DATABASE_URL: `postgresql://corpus_app${password}@db/corpus` }));
    assert.equal(findings('')[0]?.problem, 'missing');
    assert.equal(findings(':postgres')[0]?.problem, 'default');
    assert.equal(findings(':corpus_app')[0]?.problem, 'default');
    assert.equal(findings(':k9Qz7m2')[0]?.problem, 'too-short');
  });

  it('are described by name in both languages, and never by value', () => {
    const text = describeFindings(
      checkSecrets(production({ JWT_SECRET: 'k9Qz!m2', ENCRYPTION_KEY: undefined })),
    );
    assert.match(text, /JWT_SECRET：太短 \/ is too short/);
    assert.match(text, /ENCRYPTION_KEY：未設定 \/ is not set/);
    assert.doesNotMatch(text, /k9Qz/);
  });
});
