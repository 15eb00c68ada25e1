import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { createLocalStorage } from '../../src/ingest/local-storage';
import { o200k } from '../../src/ingest/tokenizer';
import { verifyFiles } from '../../src/ingest/verify-files';
import { startApp, type TestApp } from '../support/app';
import { cast } from '../support/datasets';

const LAW = readFileSync(path.resolve(__dirname, '../fixtures/samples/json/個人資料保護法.json'));

describe('what is noticed in files', () => {
  let app: TestApp;
  let token: string;

  before(async () => {
    app = await startApp();
    token = await app.tokenFor('provider.moda');
  });
  after(() => app.close());

  async function newDataset(): Promise<string> {
    const answer = await app.http
      .post('/review-workflow/datasets')
      .set('authorization', `Bearer ${token}`)
      .send({ name: '發現測試' });
    return answer.body.data.id as string;
  }

  async function check(dataset: string, name: string, content: Buffer): Promise<DatasetFileView> {
    const url = `/review-workflow/datasets/${dataset}/files`;
    const authorization = `Bearer ${token}`;
    const added = await app.http.post(url).set({ authorization }).attach('file', content, name);
    assert.equal(added.status, 202, JSON.stringify(added.body));
    for (let tries = 0; tries < 300; tries++) {
      const { body } = await app.http.get(url).set({ authorization });
      const file = (body.data as DatasetFileView[]).find(({ id }) => id === added.body.data.id);
      if (file?.state === 'accepted' || file?.state === 'refused') return file;
      await pause(100);
    }
    throw new Error('the file was not decided in time');
  }

  const finding = (file: DatasetFileView, code: string) =>
    file.findings.find((one) => one.code === code);

  it('shows personal data masked, with its place and count, and accepts the file', async () => {
    const rows = '編號,備註\n1,無\n2,身分證 A123456789\n3,A123456789 與 0912-345-678\n';
    const file = await check(await newDataset(), '個資.csv', Buffer.from(rows));
    assert.equal(file.state, 'accepted');
    const id = finding(file, 'personal_data.national_id');
    assert.deepEqual([id?.count, id?.place, id?.sample], [2, 'row 3', 'A*******89']);
    assert.match(id?.message ?? '', /第 3 列/);
    assert.ok(finding(file, 'personal_data.mobile_phone'));
    assert.ok(!JSON.stringify(file).includes('A123456789'));
  });

  it('shows the reviewer what the provider saw when submitting, and nothing changes it since', async () => {
    const people = await cast(app);
    const { id } = await people.provider.create();
    const rows = '編號,備註\n1,身分證 A123456789\n2,手機 0912-345-678\n';
    const file = await check(id, '送審.csv', Buffer.from(rows));
    assert.ok(file.findings.length >= 3, JSON.stringify(file.findings));
    await people.provider.moved(id, 'submit');
    await check(await newDataset(), '後來.csv', Buffer.from(rows));
    const seen = async () =>
      (
        (await people.manager.get(`/review-workflow/datasets/${id}/files`)).body.data as unknown[]
      )[0];
    assert.deepEqual(await seen(), file);
    const view = await people.manager.read(id);
    assert.deepEqual(view.files[0]?.findings, file.findings);
    await assert.rejects(
      app.sql(`update dataset_files set findings = '[]' where document_id = $1`, [file.id]),
    );
    assert.deepEqual(await seen(), file);
  });

  it('names what it repeats in its own dataset, and no unpublished dataset of others', async () => {
    const first = await newDataset();
    const original = await check(first, '原本.json', LAW);
    assert.ok(!original.findings.some(({ code }) => code.includes('duplicate')));

    const sibling = await check(first, '副本.json', LAW);
    assert.match(
      finding(sibling, 'file.exact_duplicate_in_dataset')?.message ?? '',
      /「原本\.json」/,
    );

    const exact = await check(await newDataset(), '別處.json', LAW);
    assert.ok(finding(exact, 'file.exact_duplicate_unpublished'));

    const changed = Buffer.from(LAW.toString().replace('公務機關', '某某機關'));
    const near = await check(await newDataset(), '修改.json', changed);
    const message = finding(near, 'file.near_duplicate_unpublished')?.message ?? '';
    assert.match(message, /約 (9\d|100)% 相同/);
    assert.ok(!JSON.stringify(near.findings).includes(first));
  });

  it('counts everything again to the same numbers, and tells what was tampered with', async () => {
    const client = new Client({ connectionString: app.databaseUrl });
    await client.connect();
    const root = process.env['STORAGE_DIR'] ?? '';
    const parts = { client, storage: createLocalStorage(root), tokenizer: o200k() };
    try {
      const honest = await verifyFiles(parts);
      assert.deepEqual(honest.disagreements, []);
      assert.ok(honest.files >= 5);
      const [row] = await app.sql<{ document_id: string; text_key: string }>(
        `select document_id, text_key from dataset_files where text_key is not null limit 1`,
      );
      writeFileSync(path.join(root, 'objects', row!.text_key), '別的文字');
      const { disagreements } = await verifyFiles(parts);
      assert.deepEqual(
        disagreements.map(({ what, problem }) => [what, problem]),
        [[`file ${row!.document_id}`, 'tokens']],
      );
    } finally {
      await client.end();
    }
  });

  it('lets nobody change an accepted file, not even the service by SQL', async () => {
    await assert.rejects(
      app.sql(`update dataset_files set sha_256 = 'x' where state = 'accepted'`),
    );
  });
});
