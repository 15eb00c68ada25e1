import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { startApp, type TestApp } from '../support/app';
import { cast } from '../support/datasets';
import { seedDatasets } from '../support/published';
import { startS3, withoutS3, type S3Server } from '../support/s3';

const CONTENT = '機關,名稱\n'.repeat(100);
const SECONDS = 2;

describe('downloads from a storage that signs addresses', { skip: withoutS3 }, () => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'signed-'));
  let s3: S3Server;
  let app: TestApp;
  let open: string;
  let restricted: string;
  before(async () => {
    s3 = await startS3(scratch);
    const { bucket, endpoint, region, accessKeyId, secretAccessKey } = s3.settings;
    app = await startApp({
      env: {
        ...{ S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region },
        ...{ S3_ACCESS_KEY: accessKeyId, S3_SECRET_KEY: secretAccessKey },
        SIGNED_URL_SECONDS: String(SECONDS),
      },
    });
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await storage.put({ key: 'files/aa/one', body: Readable.from([CONTENT]) });
    const file = { bytes: Buffer.byteLength(CONTENT), storageKey: 'files/aa/one' };
    [open = '', restricted = ''] = await seedDatasets(app, [
      { identifier: '00000001', files: [{ ...file, name: '機關清冊.csv' }] },
      { identifier: '00000002', licence: 'SAITDL-1.0', files: [{ ...file, name: '授權.csv' }] },
    ]);
  });
  after(async () => {
    await app.close();
    s3.stop();
    rmSync(scratch, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await app.ownerSql('delete from corpus_downloads');
    await app.ownerSql('delete from corpus_popularity');
  });

  async function pathOf(id: string): Promise<string> {
    const { body } = await app.http.get(`/api/datasets/${id}`);
    const [file] = body.data.files as { documentId: string }[];
    return `/api/datasets/${id}/files/${file?.documentId ?? ''}/download`;
  }
  const get = (target: string) => app.http.get(target).set('user-agent', 'Mozilla/5.0 test');
  const counted = async () => {
    const [row] = await app.sql<{ times: string }>(
      'select count(*) as times from corpus_downloads',
    );
    return Number(row?.times);
  };

  it('are led to an address for this file alone that ends after the configured seconds', async () => {
    const answer = await get(await pathOf(open));
    assert.equal(answer.status, 302);
    assert.equal(answer.headers['cache-control'], 'private, no-store');
    const url = new URL(answer.headers.location ?? '');
    assert.equal(url.searchParams.get('X-Amz-Expires'), String(SECONDS));
    const content = await fetch(url);
    assert.equal(await content.text(), CONTENT);
    assert.match(content.headers.get('content-disposition') ?? '', /UTF-8''%E6%A9%9F%E9%97%9C/);
    await pause((SECONDS + 1) * 1_000);
    assert.equal((await fetch(url)).status, 403);
    assert.equal(await counted(), 1);
  });

  it('are described to HEAD without an address, and counted neither for it nor for a later part', async () => {
    const target = await pathOf(open);
    const head = await app.http.head(target).set('user-agent', 'Mozilla/5.0 test');
    assert.equal(head.status, 200);
    assert.equal(head.headers['content-length'], String(Buffer.byteLength(CONTENT)));
    assert.equal(head.headers.location, undefined);
    assert.equal((await get(target).set('range', 'bytes=100-')).status, 302);
    assert.equal(await counted(), 0);
  });

  it('get no address of restricted data without a grant, nor of what was delisted', async () => {
    const closed = await get(await pathOf(restricted));
    assert.deepEqual([closed.status, closed.headers.location], [401, undefined]);
    const target = await pathOf(open);
    const { admin1 } = await cast(app);
    await admin1.moved(open, 'suspend', { reason: '內容有誤' });
    const gone = await get(target);
    assert.deepEqual([gone.status, gone.headers.location], [410, undefined]);
  });
});
