import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sweepLooseObjects } from '../../src/ingest/object-journal';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { startApp, type TestApp } from '../support/app';
import { startHttpProxy, type HttpProxy } from '../support/http-proxy';
import { OfficerFiles } from '../support/officer-files';
import { startS3, withoutS3, type S3Server } from '../support/s3';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'corpus-faults-'));

describe('a storage server in trouble', { skip: withoutS3 }, () => {
  let s3: S3Server;
  let proxy: HttpProxy;
  let app: TestApp;
  let officer: OfficerFiles;

  before(async () => {
    s3 = await startS3(path.join(scratch, 's3'));
    proxy = await startHttpProxy(s3);
    app = await startApp({
      env: {
        S3_BUCKET: s3.settings.bucket,
        S3_ENDPOINT: proxy.url,
        S3_REGION: s3.settings.region,
        S3_ACCESS_KEY: s3.settings.accessKeyId,
        S3_SECRET_KEY: s3.settings.secretAccessKey,
        S3_TIMEOUT_MS: '800',
        WORK_DIR: path.join(scratch, 'work'),
      },
    });
    officer = await OfficerFiles.of(app);
  });
  after(async () => {
    await app.close();
    proxy.close();
    s3.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  const csv = (name: string, rows = 2_000) =>
    Buffer.from(Array.from({ length: rows }, (_, row) => `${row},${name}的內容\n`).join(''));
  const storage = () => app.strapi.get<FileStorage>(FILE_STORAGE);
  const codeOf = (answer: { body: { error?: { details?: { code?: string } } } }) =>
    answer.body.error?.details?.code;

  /** The file's job failed at least once and waits for its next try. */
  async function tried(id: string): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      const rows = await app.sql(
        `select from jobs.job where name = 'ingest-file' and data::text like $1 and retry_count > 0`,
        [`%${id}%`],
      );
      if (rows.length > 0) return;
      await pause(100);
    }
    throw new Error(`not tried again: ${JSON.stringify(await officer.find(id))}`);
  }

  it('that is slow takes and gives every byte', async () => {
    proxy.decide(() => 'slow');
    const content = csv('慢', 30_000);
    const file = await officer.decided((await officer.add('慢.csv', content)).id);
    assert.equal(file.state, 'accepted');
    assert.equal(file.sha256, createHash('sha256').update(content).digest('hex'));
    const answer = await officer.signed(app.http.get(`${officer.url}/${file.id}/content`));
    assert.ok(content.equals(answer.body as Buffer));
  });

  for (const fate of ['fail', 'hang'] as const) {
    it(`that ${fate}s takes nothing: the officer is told to come back, the service lives`, async () => {
      const before = (await officer.list()).length;
      proxy.decide(() => fate);
      const answer = await officer.upload('不.csv', csv('不'));
      assert.deepEqual([answer.status, codeOf(answer)], [503, 'storage.unavailable']);
      await assert.rejects(storage().check());
      const [file] = await officer.list();
      const reading = await officer.signed(app.http.get(`${officer.url}/${file?.id}/content`));
      assert.deepEqual([reading.status, codeOf(reading)], [503, 'storage.unavailable']);
      proxy.decide(() => 'pass');
      assert.equal((await officer.list()).length, before);
      await storage().check();
    });
  }

  it('that fails while a file is read, or while its text is stored, delays the file only', async () => {
    proxy.decide(({ method }) => (method === 'GET' ? 'fail' : 'pass'));
    const { id } = await officer.add('讀.csv', csv('讀'));
    await tried(id);
    proxy.decide(({ path: url }) => (url.includes('/texts/') ? 'fail' : 'pass'));
    const other = await officer.add('文.csv', csv('文'));
    await tried(other.id);
    proxy.decide(() => 'pass');
    for (const one of [id, other.id]) {
      const file = await officer.decided(one);
      assert.equal(file.state, 'accepted');
      const text = await officer.signed(app.http.get(`${officer.url}/${one}/text`));
      assert.match(text.text, /的內容/);
    }
    assert.deepEqual(readdirSync(path.join(scratch, 'work')), []);
  });

  it('that is away when a file is removed forgets its bytes later', async () => {
    const file = await officer.decided((await officer.add('刪.csv', csv('刪'))).id);
    const [row] = await app.sql<{ storage_key: string; text_key: string }>(
      'select storage_key, text_key from dataset_files where document_id = $1',
      [file.id],
    );
    proxy.decide(() => 'fail');
    const answer = await officer.signed(app.http.delete(`${officer.url}/${file.id}`));
    assert.equal(answer.status, 204);
    proxy.decide(() => 'pass');
    await storage().read({ key: row!.storage_key });
    await sweepLooseObjects(app.strapi.db.connection, storage());
    for (const key of [row!.storage_key, row!.text_key]) {
      await assert.rejects(storage().read({ key }), { code: 'ENOENT' });
    }
  });
});
