import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createDatabase, databaseUrl, dropDatabase, prepared, query } from '../support/environment';
import { spawnService, untilReady, type ServiceProcess } from '../support/service-process';

const newName = () => `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;

describe('two instances that start at once on an empty database', () => {
  const database = newName();
  let services: ServiceProcess[] = [];

  before(async () => {
    await createDatabase(database, 'empty');
    services = await Promise.all([spawnService(database), spawnService(database)]);
  });
  after(async () => {
    await Promise.all(services.map((service) => service.stop('SIGKILL')));
    await dropDatabase(database);
  });

  it('both become ready, and everything is there once', async () => {
    await Promise.all(services.map(untilReady));
    const twice = await query(
      databaseUrl('SUPER', database),
      `select 'role' as kind, code as name from admin_roles group by code having count(*) > 1
       union all select 'permission', action || ':' || coalesce(subject, '') || ':' || role_id
         from admin_permissions p join admin_permissions_role_lnk l on l.permission_id = p.id
        group by action, subject, role_id having count(*) > 1
       union all select 'locale', code from i18n_locale group by code having count(*) > 1
       union all select 'tag', facet || ':' || code from tags group by facet, code having count(*) > 1
       union all select 'agency', oid from agencies group by oid having count(*) > 1`,
    );
    assert.deepEqual(twice, []);
  });

  it('leave no error in their logs', () => {
    const errors = services.flatMap((service) =>
      service.logged().filter((line) => line['level'] === 'error'),
    );
    assert.deepEqual(errors, []);
  });
});

describe('a start in production', () => {
  const fit = () => randomBytes(32).toString('base64');
  const secrets = () => ({
    NODE_ENV: 'production',
    APP_KEYS: `${fit()},${fit()}`,
    ADMIN_JWT_SECRET: fit(),
    API_TOKEN_SALT: fit(),
    TRANSFER_TOKEN_SALT: fit(),
    ENCRYPTION_KEY: fit(),
    JWT_SECRET: fit(),
  });

  it('is refused while a secret is missing, an example or too short, and names each', async () => {
    const service = await spawnService('nowhere', {
      ...secrets(),
      APP_KEYS: 'toBeModified1,toBeModified2',
      JWT_SECRET: undefined,
      ENCRYPTION_KEY: 'k9Qz!m2',
    });
    await new Promise((resolve) => service.child.once('exit', resolve));
    assert.equal(service.child.exitCode, 1);
    const output = service.lines.join('\n');
    assert.match(output, /APP_KEYS：仍是範例或預設值/);
    assert.match(output, /JWT_SECRET：未設定/);
    assert.match(output, /ENCRYPTION_KEY：太短/);
    assert.doesNotMatch(output, /ADMIN_JWT_SECRET|k9Qz/);
  });

  it('works with secrets that are fit for it, and shows no metrics as no token is set for them', async () => {
    const database = newName();
    await createDatabase(database, 'template');
    const service = await spawnService(database, secrets());
    try {
      await untilReady(service);
      for (const authorization of ['', 'Bearer ', 'Bearer undefined']) {
        const { status } = await fetch(`${service.url}/metrics`, { headers: { authorization } });
        assert.equal(status, 404);
      }
      assert.equal(await service.stop(), 0, service.lines.slice(-5).join('\n'));
    } finally {
      await service.stop('SIGKILL');
      await dropDatabase(database);
    }
  });
});
