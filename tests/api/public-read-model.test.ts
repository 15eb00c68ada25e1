import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { compareReadModel, rebuildReadModel } from '../../src/public/read-model/upkeep';
import { startApp, type TestApp } from '../support/app';
import { cast } from '../support/datasets';
import { republish, seedDatasets } from '../support/published';

const AGREED = { stale: [], surplus: [], counts: [] };

describe('the read model of the public interface', () => {
  let app: TestApp;
  let client: Client;
  let documents: string[];
  before(async () => {
    app = await startApp();
    client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    documents = await seedDatasets(
      app,
      Array.from({ length: 6 }, (_, i) => ({
        identifier: String(i + 1).padStart(8, '0'),
        tags: i % 2 ? ['energy', 'zh-Hant'] : ['culture-arts', 'en'],
        keywords: [`詞${i % 3}`],
        yearFrom: 2000 + i,
        yearTo: 2005 + i,
      })),
    );
  });
  after(async () => {
    await client.end();
    await app.close();
  });

  it('agrees with the records after every kind of transition and change of reference data', async () => {
    assert.deepEqual(await compareReadModel(client), AGREED);
    const { admin1 } = await cast(app);
    await republish(app, documents[0] ?? '', { name: '改名', textTypes: ['policy-document'] });
    await admin1.moved(documents[1] ?? '', 'suspend', { reason: '內容有誤' });
    await republish(app, documents[1] ?? '', { keywords: ['再次上架'] });
    await app.ownerSql(`update tags set name = '新名' where code = 'energy'`);
    await app.ownerSql(`update licences set name_en = 'Other' where code = 'OGDL-Taiwan-1.0'`);
    await app.ownerSql(
      `update agencies set name = '新機關' where oid = '2.16.886.101.20003.20082'`,
    );
    assert.deepEqual(await compareReadModel(client), AGREED);
    const { body } = await app.http.get('/api/datasets/identifier/00000001');
    assert.equal(body.data.name, '改名');
    assert.deepEqual(body.data.textTypes, ['policy-document']);
    assert.equal(body.data.agency.name, '新機關');
  });

  it('says what differs where somebody changed it past its rules, and is rebuilt while serving', async () => {
    await app.ownerSql(
      `update corpus_datasets set body = '{}', etag = 'x' where identifier = '00000004'`,
    );
    await app.ownerSql(`delete from corpus_datasets where identifier = '00000005'`);
    await app.ownerSql(`update corpus_counts set datasets = 99 where facet = 'open'`);
    const found = await compareReadModel(client);
    assert.equal(found.stale.length, 2);
    assert.ok(found.counts.some((name) => name.startsWith('open/')));
    assert.equal(await rebuildReadModel(client), 6);
    assert.deepEqual(await compareReadModel(client), AGREED);
  });

  it('changes nothing that was not committed', async () => {
    const before = await app.http.get('/api/datasets');
    await client.query('begin');
    await client.query(`update tags set name = '沒有這回事' where code = 'energy'`);
    await client.query('set constraints all immediate');
    await client.query('rollback');
    assert.equal((await app.http.get('/api/datasets')).text, before.text);
    assert.deepEqual(await compareReadModel(client), AGREED);
  });

  it('answers from memory what has not changed, and anew as soon as something has', async () => {
    const list = () => app.http.get('/api/datasets?sort=identifier');
    const first = await list();
    const again = await list();
    assert.equal(again.text, first.text);
    assert.equal(again.headers.etag, first.headers.etag);
    await republish(app, documents[0] ?? '', { name: '即時' });
    const changed = await list();
    assert.equal(changed.body.data[0].name, '即時');
    const old = await list().set('if-none-match', first.headers.etag as string);
    assert.equal(old.status, 200);
  });
});
