import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { compareReadModel } from '../../src/public/read-model/upkeep';
import { runDue } from '../../src/time/run-due';
import { timeParts } from '../../src/time';
import { startApp, type TestApp } from '../support/app';
import { cast, type Cast } from '../support/datasets';
import { republish, seedDatasets } from '../support/published';
import { beginDownload, BIG_BYTES, bigContent, readLater } from '../support/slow-download';

/** Each transition is a real one; each look is through every public door. */
describe('what the public reads right after a transition', () => {
  let app: TestApp;
  let people: Cast;
  let ids: string[];
  before(async () => {
    app = await startApp({ env: { PUBLIC_URL: 'https://corpus.example', TIME_POLL_MS: '0' } });
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await storage.put({ key: 'files/aa/one', body: Readable.from(['a,b\n1,2\n']) });
    await storage.put({ key: 'text/aa/one', body: Readable.from(['一、二']) });
    await storage.put({ key: 'files/aa/big', body: Readable.from(bigContent()) });
    const file = { name: '一.csv', bytes: 8, storageKey: 'files/aa/one', textKey: 'text/aa/one' };
    ids = await seedDatasets(app, [
      { identifier: '00000001', keywords: ['全部'], files: [file] },
      { identifier: '00000002', keywords: ['緊急'], files: [file] },
      {
        identifier: '00000003',
        keywords: ['屆期'],
        files: [file],
        validity: { untilYear: 2026 },
      },
      { identifier: '00000004', keywords: ['大檔'], files: [{ ...file, ...BIG }] },
    ]);
    people = await cast(app);
    // What is read before is in memory: a transition must not be answered from there.
    for (const id of ids) await doors(id);
  });
  after(async () => {
    await app.close();
    delete process.env['PUBLIC_URL'];
  });

  const BIG = { name: '大.csv', bytes: BIG_BYTES, storageKey: 'files/aa/big' };
  const idOf = (number: number): string => ids[number - 1] ?? '';
  const shownAs = (id: string): string => String(ids.indexOf(id) + 1).padStart(8, '0');

  /** Through which doors a dataset is to be had. */
  async function doors(id: string): Promise<Record<string, boolean>> {
    const identifier = shownAs(id);
    const ok = async (path: string) => (await app.http.get(path).buffer(true)).status === 200;
    const says = async (path: string) =>
      (await app.http.get(path).buffer(true)).text.includes(identifier);
    const oai = `/api/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:corpus.example:${identifier}`;
    const graphql = await app.http
      .post('/graphql')
      .send({ query: `{ dataset(identifier: "${identifier}") { name } }` });
    const [file] = await app.ownerSql<{ document_id: string }>(
      'select document_id from dataset_files where dataset = $1',
      [id],
    );
    return {
      list: await says('/api/datasets'),
      one: await ok(`/api/datasets/${id}`),
      byIdentifier: await ok(`/api/datasets/identifier/${identifier}`),
      search: await says(`/api/search/datasets?q=${identifier}`),
      latest: await says('/api/corpus/latest?limit=100'),
      popular: await says('/api/corpus/popular?limit=100'),
      graphql: graphql.body.data?.dataset != null,
      feed: await says('/feed.atom'),
      sitemap: await says('/sitemap.xml'),
      catalogue: await says('/api/catalog/dcat.jsonld'),
      dcat: await ok(`/api/catalog/datasets/${identifier}/dcat.ttl`),
      croissant: await ok(`/api/catalog/datasets/${identifier}/croissant.json`),
      oai: !(await app.http.get(oai).buffer(true)).text.includes('status="deleted"'),
      file: await ok(`/api/datasets/${id}/files/${file?.document_id ?? ''}/download`),
      zip: await ok(`/api/datasets/${id}/download`),
      // 202 while it is made, for what may be had.
      text: (await app.http.get(`/api/datasets/${id}/export.jsonl`)).status < 300,
    };
  }

  async function assertPublic(id: string, expected: boolean): Promise<void> {
    const found = await doors(id);
    assert.deepEqual(found, Object.fromEntries(Object.keys(found).map((name) => [name, expected])));
  }

  async function assertAgreement(): Promise<void> {
    const client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    try {
      assert.deepEqual(await compareReadModel(client), { stale: [], surplus: [], counts: [] });
    } finally {
      await client.end();
    }
  }

  const statistics = async () => (await app.http.get('/api/corpus/statistics')).body.data;
  const keywords = async () =>
    (await app.http.get('/api/corpus/hot-keywords?limit=100')).body.data.map(
      (item: { keyword: string }) => item.keyword,
    ) as string[];
  const nameOf = async (id: string) => (await app.http.get(`/api/datasets/${id}`)).body.data.name;

  it('is there through every door once the second reviewer has approved it', async () => {
    for (const id of ids) await assertPublic(id, true);
    assert.equal((await statistics()).datasets, ids.length);
    await assertAgreement();
  });

  it('stays the approved version while a revision is written, reviewed, returned or discarded', async () => {
    const id = idOf(1);
    const { provider, manager } = people;
    const name = await nameOf(id);
    const { version } = await provider.moved(id, 'revise');
    await provider.put(`/review-workflow/datasets/${id}`, { version, name: '還沒有通過' });
    assert.equal(await nameOf(id), name);
    await provider.moved(id, 'submit');
    assert.equal(await nameOf(id), name);
    await manager.moved(id, 'return', { reason: '請修改' });
    assert.equal(await nameOf(id), name);
    await provider.moved(id, 'discard');
    assert.equal(await nameOf(id), name);
    await assertPublic(id, true);
    await assertAgreement();
  });

  it('is the new version as soon as the revision is approved', async () => {
    const before = await statistics();
    await republish(app, idOf(1), { name: '通過了的新名稱', keywords: ['新詞'] });
    assert.equal(await nameOf(idOf(1)), '通過了的新名稱');
    assert.ok((await keywords()).includes('新詞'));
    assert.ok(!(await keywords()).includes('全部'));
    assert.equal((await statistics()).datasets, before.datasets);
    const latest = await app.http.get('/api/corpus/latest?limit=1');
    assert.equal(latest.body.data[0].identifier, '00000001');
    await assertAgreement();
  });

  it('is gone through every door at once when it is suspended, and back when it is listed again', async () => {
    const id = idOf(2);
    const before = await statistics();
    await people.admin1.moved(id, 'suspend', { reason: '內容有誤' });
    await assertPublic(id, false);
    const during = await statistics();
    assert.equal(during.datasets, before.datasets - 1);
    assert.equal(during.files, before.files - 1);
    assert.equal(during.tokens, before.tokens - 100);
    assert.ok(!(await keywords()).includes('緊急'));
    const gone = await app.http.get(`/api/datasets/${id}`);
    assert.equal(gone.status, 410);
    assert.doesNotMatch(gone.text, /緊急|文字|一\.csv/);
    await republish(app, id, {});
    await assertPublic(id, true);
    assert.equal((await statistics()).tokens, before.tokens);
    await assertAgreement();
  });

  it('ends with the year of its licence', async () => {
    const id = idOf(3);
    await runDue(timeParts(app.strapi), new Date('2026-12-31T15:59:59Z'));
    await assertPublic(id, true);
    await runDue(timeParts(app.strapi), new Date('2026-12-31T16:00:00Z'));
    await eventually(async () => (await app.http.get(`/api/datasets/${id}`)).status === 410);
    await assertPublic(id, false);
    assert.ok(!(await keywords()).includes('屆期'));
    await assertAgreement();
  });

  it('stays until the day of a scheduled delisting, and not a moment longer', async () => {
    const id = idOf(2);
    const { provider, manager, admin1 } = people;
    await provider.moved(id, 'request-delisting', { delistOn: '2030-05-01', reason: '改版' });
    await manager.moved(id, 'approve');
    await admin1.moved(id, 'approve');
    await assertPublic(id, true);
    await runDue(timeParts(app.strapi), new Date('2030-04-30T15:59:59Z'));
    await assertPublic(id, true);
    await runDue(timeParts(app.strapi), new Date('2030-04-30T16:00:00Z'));
    await eventually(async () => (await app.http.get(`/api/datasets/${id}`)).status === 410);
    await assertPublic(id, false);
    await assertAgreement();
  });

  it('breaks off a download that is running when its dataset is delisted', async () => {
    const id = idOf(4);
    const file = (await app.http.get(`/api/datasets/${id}`)).body.data.files[0].documentId;
    const answer = await beginDownload(app, `/api/datasets/${id}/files/${file}/download`);
    assert.equal(answer.headers['content-length'], String(BIG_BYTES));
    await people.admin1.moved(id, 'suspend', { reason: '內容有誤' });
    await assert.rejects(readLater(answer), /aborted/);
    await assertPublic(id, false);
  });

  it('acknowledges no decision that the database refuses at its commit', async () => {
    const id = idOf(1);
    await app.ownerSql(`create function refuse_at_commit() returns trigger language plpgsql as
      $$ begin raise 'refused at commit'; end $$;
      create constraint trigger refuse_at_commit after insert or update on datasets
      deferrable initially deferred for each row execute function refuse_at_commit()`);
    try {
      const { body: before } = await people.provider.get(`/review-workflow/datasets/${id}`);
      const answer = await people.provider.post(`/review-workflow/datasets/${id}/transitions`, {
        action: 'revise',
        version: before.data.version,
      });
      assert.equal(answer.status, 500);
      const { body: after } = await people.provider.get(`/review-workflow/datasets/${id}`);
      assert.equal(after.data.state, before.data.state);
    } finally {
      await app.ownerSql('drop function refuse_at_commit cascade');
    }
  });

  /** Moves of the clock are heard of from the database. */
  async function eventually(condition: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + 30_000;
    while (!(await condition())) {
      assert.ok(performance.now() < deadline, 'it never happened');
      await pause(20);
    }
  }
});
