import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { compareReadModel, rebuildReadModel } from '../../src/public/read-model/upkeep';
import { startApp, type TestApp } from '../support/app';
import { seedDatasets } from '../support/published';

const AGREED = { stale: [], surplus: [], counts: [] };

describe('the read model of the public interface', () => {
  let app: TestApp;
  let client: Client;
  before(async () => {
    app = await startApp();
    client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    await seedDatasets(
      app,
      Array.from({ length: 12 }, (_, i) => ({
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

  it('agrees with the records after publications, changes and delistings by plain SQL', async () => {
    assert.deepEqual(await compareReadModel(client), AGREED);
    await app.ownerSql(`update datasets set name = '改名' where identifier = '00000001'`);
    await app.ownerSql(
      `delete from datasets where identifier = '00000002' and published_at is not null`,
    );
    await app.ownerSql(`update tags set name = '新名' where code = 'energy'`);
    await app.ownerSql(`update licences set name_en = 'Other' where code = 'OGDL-Taiwan-1.0'`);
    await app.ownerSql(
      `delete from datasets_tags_lnk where dataset_id = (select id from datasets where identifier = '00000003' and published_at is not null)`,
    );
    await app.ownerSql(
      `update agencies set name = '新機關' where oid = '2.16.886.101.20003.20082'`,
    );
    assert.deepEqual(await compareReadModel(client), AGREED);
    const { body } = await app.http.get('/api/datasets/identifier/00000003');
    assert.deepEqual(body.data.tags, []);
    assert.equal(body.data.agency.name, '新機關');
  });

  it('follows Strapi’s own publish and unpublish', async () => {
    const [draft] = await app.ownerSql<{ document_id: string }>(
      `select document_id from datasets where identifier = '00000002' and published_at is null`,
    );
    const documentId = draft?.document_id ?? '';
    const documents = app.strapi.documents('api::dataset.dataset');
    const address = '/api/datasets/identifier/00000002';
    await documents.publish({ documentId });
    const published = await app.http.get(address);
    assert.equal(published.status, 200);
    assert.equal(published.body.data.files.length, 1);
    assert.equal(published.body.data.tags.length, 2);
    await documents.unpublish({ documentId });
    assert.equal((await app.http.get(address)).status, 410);
    assert.deepEqual(await compareReadModel(client), AGREED);
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
    assert.equal(await rebuildReadModel(client), 11);
    assert.deepEqual(await compareReadModel(client), AGREED);
  });

  it('changes nothing that was not committed', async () => {
    await app.ownerSql(`do $$ begin
      begin
        update datasets set name = '沒有這回事' where identifier = '00000006';
        raise exception 'undo';
      exception when others then null; end;
    end $$`);
    const { body } = await app.http.get('/api/datasets/identifier/00000006');
    assert.notEqual(body.data.name, '沒有這回事');
  });

  it('answers from memory what has not changed, and anew as soon as something has', async () => {
    await pause(500);
    const first = await app.http.get('/api/datasets?sort=identifier');
    const again = await app.http.get('/api/datasets?sort=identifier');
    assert.equal(again.text, first.text);
    assert.equal(again.headers.etag, first.headers.etag);
    await app.ownerSql(
      `update datasets set name = '即時' where identifier = '00000001' and published_at is not null`,
    );
    await pause(50);
    const changed = await app.http.get('/api/datasets?sort=identifier');
    assert.equal(changed.body.data[0].name, '即時');
    const old = await app.http
      .get('/api/datasets?sort=identifier')
      .set('if-none-match', first.headers.etag as string);
    assert.equal(old.status, 200);
  });
});
