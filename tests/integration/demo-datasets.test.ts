import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { loadDemoDatasets } from '../../src/demo/datasets';
import { DEMO_DATASETS } from '../../src/demo/datasets/specs';
import { loadDemoMembers } from '../../src/demo/members';
import { DEMO_APPLICATIONS } from '../../src/demo/members/specs';
import { startApp, type TestApp } from '../support/app';

describe('the demo', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
    app.strapi.server.httpServer.listen(0, '127.0.0.1');
    await once(app.strapi.server.httpServer, 'listening');
  });
  after(() => app.close());

  it('has datasets in every state that people meet, all marked as demo, made once', async () => {
    assert.equal(await loadDemoDatasets(app.strapi), DEMO_DATASETS.length);
    const states = await app.sql<{ state: string; n: number }>(
      `select state, count(*)::int n from datasets where published_at is null group by 1 order by 1`,
    );
    assert.deepEqual(
      states.map(({ state, n }) => `${state} ${n}`),
      [
        'delisted 1',
        'delisting-review-agency 1',
        'draft 1',
        'listed 4',
        'listing-review-agency 1',
        'listing-review-platform 1',
        'revising 1',
      ],
    );
    const names = await app.sql<{ name: string }>('select name from datasets');
    assert.ok(names.every(({ name }) => name.endsWith('（示範資料）')));
    assert.equal(await loadDemoDatasets(app.strapi), 0);
  });

  it('has members with applications for data in every state, one member each however often it starts', async () => {
    const issuer = 'http://127.0.0.1:2338';
    assert.equal(await loadDemoMembers(app.strapi, { issuer }), DEMO_APPLICATIONS.length);
    assert.equal(await loadDemoMembers(app.strapi, { issuer: `${issuer}9` }), 0);
    const applications = await app.sql<{ state: string; n: number }>(
      'select state, count(*)::int n from corpus_access_applications group by 1 order by 1',
    );
    assert.deepEqual(
      applications.map(({ state, n }) => `${state} ${n}`),
      ['approved 1', 'rejected 1', 'waiting 2'],
    );
    const members = await app.sql<{ email: string; issuer: string }>(
      'select u.email, i.issuer from up_users u join member_identities i on i.member_id = u.id order by 1',
    );
    assert.deepEqual(
      members.map(({ email, issuer: at }) => `${email} ${at}`),
      [`member.chen@demo.invalid ${issuer}9`, `member.lee@demo.invalid ${issuer}9`],
    );
  });

  it('makes no member, and no dataset, in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      const issuer = 'http://127.0.0.1:2338';
      await assert.rejects(loadDemoMembers(app.strapi, { issuer }), /production/);
      await assert.rejects(loadDemoDatasets(app.strapi), /production/);
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
