import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { buildReadModel } from '../../src/public/read-model/build';
import { compareReadModel, rebuildReadModel } from '../../src/public/read-model/upkeep';
import { startApp, type TestApp } from '../support/app';
import { copyDataset } from '../support/copies';
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

  describe('with more datasets than a transaction brings up to date', () => {
    const pending = async (): Promise<number> => {
      const [row] = await app.sql<{ n: number }>('select count(*)::int as n from corpus_pending');
      return row?.n ?? 0;
    };
    const untilCaughtUp = async (): Promise<void> => {
      for (const end = Date.now() + 60_000; (await pending()) > 0;) {
        assert.ok(Date.now() < end, 'still not caught up after a minute');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    before(() =>
      copyDataset(app, {
        documentId: documents[3] ?? '',
        contents: Array.from({ length: 260 }, (_, i) => ({
          identifier: String(i + 1000).padStart(8, '0'),
          name: `副本${i}`,
        })),
      }),
    );

    it('renames a tag without waiting for the datasets that show it, and reaches all of them', async () => {
      await app.ownerSql(`update tags set name = '風能與光電' where code = 'energy'`);
      assert.ok((await pending()) > 200);
      await untilCaughtUp();
      assert.deepEqual(await compareReadModel(client), AGREED);
      const { body } = await app.http.get('/api/datasets?pagination[pageSize]=100&sort=identifier');
      const names = body.data.flatMap(({ tags }: { tags: { code: string; name: string }[] }) =>
        tags.filter(({ code }) => code === 'energy').map(({ name }) => name),
      );
      assert.ok(names.length > 50);
      assert.deepEqual([...new Set(names)], ['風能與光電']);
    });

    it('goes by the index for a word that nearly all of them have, and ranks without the long texts', async () => {
      await client.query('analyze corpus_datasets');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, buffers) select max(d.name_text || d.keyword_text || d.tag_ids::text)
         from corpus_datasets d where d.grams @@ '''副本'''::tsquery`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      assert.match(plan, /Bitmap Heap Scan on corpus_datasets d .*rows=260 loops=1/, plan);
      const [, read] = /Buffers: shared hit=(\d+)/.exec(plan) ?? [];
      assert.ok(Number(read) < 100, `a page for each row and more: ${plan}`);
    });

    it('closes downloads at once when a licence ceases to be open, whatever still waits', async () => {
      const [row] = await app.sql<{ document_id: string; file: string; licence: number }>(
        `select d.document_id, f.document_id as file, d.licence_id as licence
         from corpus_datasets d join dataset_files f on f.id = d.file_ids[1]
         where d.identifier = '00001000'`,
      );
      const path = `/api/datasets/${row?.document_id}/files/${row?.file}/download`;
      const change = (open: boolean) =>
        app.ownerSql('update licences set open = $1 where id = $2', [open, row?.licence]);
      const [before] = await app.sql<{ open: boolean }>('select open from licences where id = $1', [
        row?.licence,
      ]);
      await change(true);
      await untilCaughtUp();
      await change(false);
      assert.equal((await app.http.get(path)).status, 401);
      await untilCaughtUp();
      await change(before?.open === true);
      await untilCaughtUp();
      assert.deepEqual(await compareReadModel(client), AGREED);
    });

    it('builds a new shape beside the one in use, and follows what changes meanwhile', async () => {
      await app.ownerSql(`update corpus_read_model set version = 'former', shape = 'former'`);
      await app.ownerSql('create index former on corpus_datasets (id)');
      await client.query('begin');
      await client.query(`update tags set name = '能源' where code = 'energy'`);
      const building = buildReadModel(app.databaseUrl);
      assert.equal((await app.http.get('/api/datasets?sort=name')).status, 200);
      await republish(app, documents[0] ?? '', { name: '建置中上架' });
      await client.query('commit');
      assert.equal(await building, true);
      await untilCaughtUp();
      assert.deepEqual(await compareReadModel(client), AGREED);
      const { body } = await app.http.get('/api/datasets/identifier/00000001');
      assert.equal(body.data.name, '建置中上架');
      const left = await app.sql(
        `select from pg_indexes where indexname = 'former'
         union all select from information_schema.schemata where schema_name = 'corpus_next'`,
      );
      assert.equal(left.length, 0);
      await republish(app, documents[0] ?? '', { name: '建置後上架' });
      assert.deepEqual(await compareReadModel(client), AGREED);
    });
  });
});
