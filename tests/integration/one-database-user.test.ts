import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { verifyDatabase } from '../../src/audit/verify';
import { startApp, type TestApp } from '../support/app';
import { listedDataset, Person } from '../support/datasets';
import { addOfficers } from '../support/officers';
import { spawnService, untilReady } from '../support/service-process';

/** As an operator starts it who has one database user to give. */
const env = { DATABASE_OWNER_URL: '' };

describe('a service with one database user for data and trail', () => {
  let app: TestApp;

  before(async () => {
    app = await startApp({ database: 'empty', env });
    await addOfficers(app, [
      { account: 'provider', role: 'provider' },
      { account: 'manager', role: 'agency-manager' },
      { account: 'admin1', role: 'platform-admin' },
    ]);
  });
  after(() => app.close());

  async function verified() {
    const client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    try {
      await client.query('begin read only');
      return await verifyDatabase(client, null);
    } finally {
      await client.end();
    }
  }

  it('goes through a dataset’s life, and its trail refuses changes', async () => {
    const [provider, manager, admin1] = await Promise.all(
      ['provider', 'manager', 'admin1'].map((account) => Person.of(app, account)),
    );
    assert.ok(provider && manager && admin1);
    const { state } = await listedDataset(app, { provider, manager, admin1 });
    assert.equal(state, 'listed');
    const { findings, separateOwner } = await verified();
    assert.deepEqual([findings, separateOwner], [[], false]);
    for (const change of [
      'update guard.audit_entry set reason = null',
      'delete from guard.audit_entry',
      'truncate guard.audit_entry',
      `update datasets set state = 'delisted'`,
    ]) {
      await assert.rejects(app.sql(change), /audit\.append_only|guard\.|review\./, change);
    }
  });

  it('says at its start that changes of the trail can be detected and not prevented', async () => {
    const service = await spawnService(app.database, env);
    try {
      await untilReady(service);
      const warned = service.logged().filter(({ level }) => level === 'warn');
      assert.ok(
        warned.some(({ message }) => /one database user/.test(String(message))),
        JSON.stringify(warned),
      );
    } finally {
      await service.stop('SIGKILL');
    }
  });

  it('shows what its user changed after switching the rules off', async () => {
    await app.sql(`alter table guard.audit_entry disable trigger user;
      update guard.audit_entry set actor = 999 where action = 'approve';
      alter table guard.audit_entry enable trigger user;
      alter table guard.dataset disable trigger user;
      update guard.dataset set first_approved_by = 998;
      alter table guard.dataset enable trigger user`);
    const codes = new Set((await verified()).findings.map(({ code }) => code));
    assert.ok(codes.has('audit.entry_changed'), [...codes].join());
    assert.ok(codes.has('audit.register_differs'), [...codes].join());
  });
});
