import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tus from 'tus-js-client';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import type { ChangesView, DatasetView } from '../../src/contracts/datasets';
import { taipeiDay } from '../../src/domain/time/taipei';
import { startApp, type TestApp } from '../support/app';
import { cast, codeOf, dataOf, type Cast } from '../support/datasets';
import { brokenPromises } from '../support/promises';
import { publicPaths } from '../support/public-doors';
import { until } from '../support/storm';

const SAMPLES = path.resolve(__dirname, '../fixtures/samples');

interface Sample {
  readonly file: string;
  /** Counted by o200k_base, as the pipeline's own test has it. */
  readonly tokens: number;
  readonly by: 'multipart' | 'tus';
}
const FIRST: readonly Sample[] = [
  { file: 'pdf/個人資料保護法等法規_15頁.pdf', tokens: 12_425, by: 'tus' },
  { file: 'odt/資通安全管理法.odt', tokens: 3_632, by: 'multipart' },
  { file: 'json/個人資料保護法.json', tokens: 9_001, by: 'multipart' },
  { file: 'xml/行政院公報1060804.xml', tokens: 39_519, by: 'tus' },
  { file: 'csv/機關OID異動_change.csv', tokens: 2_018, by: 'multipart' },
];
/** Replaces the ODT in the revision. */
const LATER: Sample = { file: 'odt/政府資訊公開法.odt', tokens: 0, by: 'tus' };
const REASON = '請說明資料期間，並移除舊版法規。';

const bytesOf = ({ file }: Sample) => readFileSync(path.join(SAMPLES, file));
const nameOf = ({ file }: Sample) => path.basename(file);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface PublicDataset {
  readonly documentId: string;
  readonly identifier: string;
  readonly name: string;
  readonly tokens: number;
  readonly totalBytes: number;
  readonly files: readonly { documentId: string; name: string; sha256: string; tokens: number }[];
}

describe('the whole life of a dataset with real files', () => {
  let app: TestApp;
  let people: Cast;
  let base: string;
  let dataset: DatasetView;
  let listed: PublicDataset;

  before(async () => {
    app = await startApp();
    const { httpServer } = app.strapi.server;
    httpServer.listen(0, '127.0.0.1');
    await once(httpServer, 'listening');
    base = `http://127.0.0.1:${String((httpServer.address() as AddressInfo).port)}`;
    people = await cast(app);
  });
  after(() => app.close());

  const home = () => `/review-workflow/datasets/${dataset.id}`;

  async function upload(sample: Sample): Promise<void> {
    if (sample.by === 'multipart') {
      const body = new FormData();
      body.set('file', new Blob([new Uint8Array(bytesOf(sample))]), nameOf(sample));
      const headers = { authorization: `Bearer ${await app.tokenFor('provider.moda')}` };
      const answer = await fetch(`${base}${home()}/files`, { method: 'POST', headers, body });
      assert.equal(answer.status, 202, await answer.text());
      return;
    }
    const authorization = `Bearer ${await app.tokenFor('provider.moda')}`;
    await new Promise<void>((resolve, reject) => {
      new tus.Upload(bytesOf(sample), {
        endpoint: `${base}/review-workflow/uploads`,
        chunkSize: 100_000,
        headers: { authorization },
        metadata: { filename: nameOf(sample), dataset: dataset.id },
        onError: reject,
        onSuccess: () => {
          resolve();
        },
      }).start();
    });
  }

  /** The files once the worker has decided on all of them. */
  async function checkedFiles(): Promise<readonly DatasetFileView[]> {
    let files: readonly DatasetFileView[] = [];
    await until('every file is decided on', async () => {
      const answer = await people.provider.get(`${home()}/files`);
      files = (answer.body as { data: DatasetFileView[] }).data;
      return files.every(({ state }) => state === 'accepted' || state === 'refused');
    });
    return files;
  }

  const readPublic = async (route: string): Promise<PublicDataset> => {
    const answer = await app.http.get(route);
    assert.equal(answer.status, 200, `${route} ${JSON.stringify(answer.body)}`);
    return (answer.body as { data: PublicDataset }).data;
  };

  async function download(route: string): Promise<{ status: number; bytes: Buffer }> {
    const answer = await fetch(base + route, { redirect: 'manual' });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  const downloadPath = (fileId: string) => `/api/datasets/${dataset.id}/files/${fileId}/download`;

  async function graphql<Data>(query: string): Promise<Data> {
    const answer = await app.http.post('/graphql').send({ query });
    const { data, errors } = answer.body as { data: Data; errors?: unknown };
    assert.equal(errors, undefined);
    return data;
  }

  const totals = () =>
    graphql<{ corpusStatistics: { tokens: number; datasets: number; files: number } }>(
      '{ corpusStatistics { tokens datasets files } }',
    );

  it('begins as a draft; each kind of file is uploaded and read', async () => {
    dataset = await people.provider.create({
      name: '法規與公報文本',
      description: '收錄個人資料保護、資通安全等法規全文與行政院公報，並附機關代碼異動紀錄。',
      licence: 'OGDL-Taiwan-1.0',
      keywords: '法規，公報,個資',
    });
    assert.deepEqual(dataset.keywords, ['法規', '公報', '個資']);
    for (const sample of FIRST) await upload(sample);
    const files = await checkedFiles();
    const seen = new Map(files.map((file) => [file.name, file]));
    for (const sample of FIRST) {
      const file = seen.get(nameOf(sample));
      const bytes = bytesOf(sample);
      assert.deepEqual(
        [file?.state, file?.kind, file?.bytes, file?.sha256, file?.tokens],
        ['accepted', sample.file.split('/')[0], bytes.length, sha256(bytes), sample.tokens],
      );
    }
    dataset = await people.provider.read(dataset.id);
    assert.deepEqual(dataset.missing, []);
    assert.equal(dataset.tokens, 66_595);
  });

  it('waits for the manager, then for the platform, unseen by the public', async () => {
    assert.equal(
      (await people.provider.moved(dataset.id, 'submit')).state,
      'listing-review-agency',
    );
    const frozen = await people.provider.put(home(), { version: dataset.version + 1, name: '改' });
    assert.deepEqual([frozen.status, codeOf(frozen)], [409, 'review.locked']);
    for (const reviewer of [people.manager, people.admin1]) {
      const tasks = await reviewer.get('/review-workflow/tasks');
      const waiting = (tasks.body as { data: DatasetView[] }).data.map(({ id }) => id);
      assert.deepEqual(waiting, [dataset.id]);
      assert.equal((await app.http.get(`/api/datasets/${dataset.id}`)).status, 404);
      await reviewer.moved(dataset.id, 'approve');
    }
  });

  it('is public: record, statistics and search over REST and GraphQL agree', async () => {
    listed = await readPublic(`/api/datasets/identifier/${dataset.identifier}`);
    assert.equal(listed.documentId, dataset.id);
    assert.equal(listed.name, '法規與公報文本');
    assert.equal(listed.tokens, 66_595);
    assert.equal(
      listed.totalBytes,
      FIRST.reduce((sum, one) => sum + bytesOf(one).length, 0),
    );
    assert.deepEqual(
      listed.files.map(({ name, sha256: sum, tokens }) => [name, sum, tokens]).sort(),
      FIRST.map((one) => [nameOf(one), sha256(bytesOf(one)), one.tokens]).sort(),
    );
    const answer = await graphql<{
      dataset: PublicDataset;
      searchDatasets: { total: number; nodes: { identifier: string }[] };
    }>(
      `{ dataset(documentId: "${dataset.id}") {
           documentId identifier name tokens totalBytes files { documentId name sha256 tokens } }
         searchDatasets(q: "公報") { total nodes { identifier } } }`,
    );
    for (const field of ['documentId', 'identifier', 'name', 'tokens', 'totalBytes'] as const)
      assert.equal(answer.dataset[field], listed[field]);
    assert.equal(answer.dataset.files.length, 5);
    assert.deepEqual(answer.searchDatasets.nodes, [{ identifier: dataset.identifier }]);
    assert.deepEqual((await totals()).corpusStatistics, { tokens: 66_595, datasets: 1, files: 5 });
  });

  it('gives every file back byte by byte, and the text of all of them', async () => {
    for (const sample of FIRST) {
      const file = listed.files.find(({ name }) => name === nameOf(sample));
      const { status, bytes } = await download(downloadPath(file?.documentId ?? ''));
      assert.equal(status, 200);
      assert.ok(bytes.equals(bytesOf(sample)), sample.file);
    }
    const text = `/api/datasets/${dataset.id}/export.jsonl`;
    await until('the text is made', async () => (await download(text)).status === 200);
    const { bytes } = await download(text);
    const lines = bytes.toString().trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { file: string; text: string });
    assert.equal(new Set(records.map(({ file }) => file)).size, 5);
    const law = records.filter(({ file }) => file.endsWith('.odt')).map(({ text }) => text);
    assert.match(law.join('\n'), /資通安全管理法/);
  });

  it('keeps what was approved public while a revision with another file is written', async () => {
    await people.provider.moved(dataset.id, 'revise');
    const old = listed.files.find(({ name }) => name === nameOf(FIRST[1] as Sample));
    const removed = await people.provider.delete(`${home()}/files/${old?.documentId ?? ''}`);
    assert.equal(removed.status, 204);
    await upload(LATER);
    await checkedFiles();
    const { version } = await people.provider.read(dataset.id);
    const edit = await people.provider.put(home(), { version, name: '法規與公報文本（修訂）' });
    dataOf(edit, 200);
    await people.provider.moved(dataset.id, 'submit');
    const changes = await people.manager.get(`${home()}/changes`);
    const { files, fields, comparedWith } = (changes.body as { data: ChangesView }).data;
    assert.deepEqual(
      [comparedWith, fields.map(({ field }) => field), files.kept],
      ['public', ['name'], 4],
    );
    assert.deepEqual(
      files.added.map(({ name }) => name),
      [nameOf(LATER)],
    );
    assert.deepEqual(
      files.removed.map(({ name }) => name),
      [nameOf(FIRST[1] as Sample)],
    );
    assert.deepEqual(await readPublic(`/api/datasets/${dataset.id}`), listed);
    const { bytes } = await download(downloadPath(old?.documentId ?? ''));
    assert.ok(bytes.equals(bytesOf(FIRST[1] as Sample)));
  });

  it('goes back to its provider with a reason, and through both reviews again', async () => {
    await people.manager.moved(dataset.id, 'approve');
    await people.admin2.moved(dataset.id, 'return', { reason: REASON });
    const returned = await people.provider.read(dataset.id);
    assert.deepEqual([returned.state, returned.returnReason], ['revising', REASON]);
    const tasks = await people.provider.get('/review-workflow/tasks');
    assert.deepEqual(
      (tasks.body as { data: DatasetView[] }).data.map(({ id }) => id),
      [dataset.id],
    );
    assert.deepEqual(await readPublic(`/api/datasets/${dataset.id}`), listed);
    await people.provider.moved(dataset.id, 'submit');
    await people.manager.moved(dataset.id, 'approve');
    await people.admin2.moved(dataset.id, 'approve');
  });

  it('shows the revision once it is approved, and the file it left out no more', async () => {
    const revised = await readPublic(`/api/datasets/${dataset.id}`);
    assert.equal(revised.name, '法規與公報文本（修訂）');
    assert.ok(revised.files.some(({ name }) => name === nameOf(LATER)));
    const old = listed.files.find(({ name }) => name === nameOf(FIRST[1] as Sample));
    assert.equal((await download(downloadPath(old?.documentId ?? ''))).status, 404);
    const added = revised.files.find(({ name }) => name === nameOf(LATER));
    const { bytes } = await download(downloadPath(added?.documentId ?? ''));
    assert.ok(bytes.equals(bytesOf(LATER)));
    const { corpusStatistics } = await totals();
    assert.deepEqual([corpusStatistics.datasets, corpusStatistics.files], [1, 5]);
    assert.equal(corpusStatistics.tokens, revised.tokens);
  });

  it('is gone everywhere once its delisting is approved', async () => {
    const delistOn = taipeiDay(new Date());
    const { files } = await readPublic(`/api/datasets/${dataset.id}`);
    await people.provider.moved(dataset.id, 'request-delisting', { delistOn, reason: '資料整併' });
    await people.manager.moved(dataset.id, 'approve');
    assert.equal((await app.http.get(`/api/datasets/${dataset.id}`)).status, 200);
    const gone = await people.admin1.moved(dataset.id, 'approve');
    assert.deepEqual([gone.state, gone.hasPublicVersion], ['delisted', false]);
    const closed = [
      ...[`/api/datasets/${dataset.id}`, `/api/datasets/identifier/${dataset.identifier}`],
      ...[`/api/datasets/${dataset.id}/download`, `/api/datasets/${dataset.id}/export.jsonl`],
      ...files.map(({ documentId }) => downloadPath(documentId)),
      `/api/catalog/datasets/${dataset.identifier}/croissant.json`,
    ];
    for (const route of closed) assert.equal((await download(route)).status, 410, route);
    const known = { documentId: dataset.id, identifier: dataset.identifier };
    for (const route of publicPaths(known)) {
      const { bytes } = await download(route);
      assert.doesNotMatch(bytes.toString(), /法規與公報文本|個人資料保護法等法規/, route);
    }
    const { datasets_connection: connection } = await graphql<{
      datasets_connection: { nodes: unknown[] };
    }>('{ datasets_connection { nodes { identifier } } }');
    assert.deepEqual(connection.nodes, []);
    assert.deepEqual((await totals()).corpusStatistics, { tokens: 0, datasets: 0, files: 0 });
  });

  it('has left an entry for each decision, and kept every promise', async () => {
    const answer = await people.provider.get(`${home()}/history`);
    const actions = (answer.body as { data: { action: string }[] }).data.map(
      ({ action }) => action,
    );
    const review = ['submit', 'approve', 'approve'];
    assert.deepEqual(actions.reverse(), [
      ...review,
      ...['revise', 'submit', 'approve', 'return', ...review],
      ...['request-delisting', 'approve', 'approve'],
    ]);
    assert.deepEqual(await brokenPromises((text, params) => app.ownerSql(text, params)), []);
  });
});
