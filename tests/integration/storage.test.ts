import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { DomainError } from '../../src/domain/errors';
import { createLocalStorage } from '../../src/ingest/local-storage';
import { createS3Storage, type S3Settings } from '../../src/ingest/s3-storage';
import type { FileStorage } from '../../src/ingest/storage';
import { storeUpload } from '../../src/ingest/store-upload';
import { startS3, withoutS3, type S3Server } from '../support/s3';

const KEY = 'files/ab/abcdef';
const scratch = mkdtempSync(path.join(os.tmpdir(), 'corpus-storage-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What every storage promises. */
function promises(open: () => FileStorage): void {
  it('gives back what was put, whole and in parts', async () => {
    const content = randomBytes(20 * 1024 ** 2 + 7);
    await open().put({ key: KEY, body: Readable.from([content], { objectMode: false }) });
    assert.equal(sha(await bytesOf(await open().read({ key: KEY }))), sha(content));
    const part = await bytesOf(await open().read({ key: KEY, start: 5, end: 14 }));
    assert.ok(part.equals(content.subarray(5, 15)));
    const copy = await open().withLocalFile(KEY, async (file) => sha(readFileSync(file)));
    assert.equal(copy, sha(content));
  });

  it('takes a file of this machine over, also in place of what an earlier try stored', async () => {
    for (const content of [randomBytes(100), randomBytes(70)]) {
      const file = path.join(scratch, 'mine');
      writeFileSync(file, content);
      await open().takeOver({ key: KEY, path: file });
      rmSync(file);
      assert.ok((await bytesOf(await open().read({ key: KEY }))).equals(content));
    }
  });

  it('forgets what is removed, and removes twice without complaint', async () => {
    await open().put({ key: KEY, body: Readable.from(['x']) });
    await open().remove(KEY);
    await open().remove(KEY);
    await assert.rejects(async () => bytesOf(await open().read({ key: KEY })));
  });

  it('keeps nothing of a body that breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(9 * 1024 ** 2);
        throw new Error('cut');
      })(),
      { objectMode: false },
    );
    await assert.rejects(open().put({ key: 'files/cd/broken', body: broken }));
    await assert.rejects(async () => bytesOf(await open().read({ key: 'files/cd/broken' })));
  });

  it('takes an upload of exactly the limit, and not one byte more', async () => {
    const limit = 3 * 1024 ** 2;
    const upload = (bytes: number) =>
      storeUpload(open(), {
        name: 'a.csv',
        body: Readable.from([Buffer.alloc(bytes, 'a,b\n')], { objectMode: false }),
        maxBytes: limit,
      });
    assert.equal((await upload(limit)).bytes, limit);
    await assert.rejects(
      upload(limit + 1),
      (error) => error instanceof DomainError && error.code === 'file.too_large',
    );
  });

  it('says that it can be used', () => open().check());
}

describe('local storage', () => {
  const root = path.join(scratch, 'local');
  promises(() => createLocalStorage(root));

  it('leaves nothing in the folder of what is coming in', () => {
    assert.deepEqual(readdirSync(path.join(root, 'incoming')), []);
  });

  it('signs no addresses', async () => {
    const url = await createLocalStorage(root).signedUrl({ key: KEY, fileName: 'a', seconds: 9 });
    assert.equal(url, null);
  });
});

describe('S3 storage', { skip: withoutS3 }, () => {
  let s3: S3Server;
  let settings: S3Settings;

  before(async () => {
    s3 = await startS3(path.join(scratch, 's3'));
    settings = { ...s3.settings, workFolder: path.join(scratch, 'work') };
  });
  after(() => s3.stop());

  promises(() => createS3Storage(settings));

  it('leaves no copy in the work folder', () => {
    assert.deepEqual(readdirSync(settings.workFolder), []);
  });

  it('signs addresses that serve the object as a download, and nobody reads it without', async () => {
    const storage = createS3Storage(settings);
    await storage.put({ key: KEY, body: Readable.from(['內容']) });
    const url = await storage.signedUrl({ key: KEY, fileName: '報告.csv', seconds: 60 });
    const answer = await fetch(url ?? '');
    assert.equal(await answer.text(), '內容');
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename.*UTF-8''/);
    const bare = await fetch((url ?? '').replace(/\?.*/, ''));
    assert.equal(bare.status, 403);
  });
});

describe('a storage in trouble', () => {
  async function answering(handler: http.RequestListener): Promise<[S3Settings, () => void]> {
    const server = http.createServer(handler).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const settings = {
      bucket: 'corpus',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      accessKeyId: 'a',
      secretAccessKey: 'b',
      workFolder: path.join(scratch, 'work'),
    };
    return [settings, () => (server.closeAllConnections(), server.close())];
  }

  const upload = (storage: FileStorage) =>
    storeUpload(storage, { name: 'a.csv', body: Readable.from([Buffer.from('a,b\n')]) });

  const isUnavailable = (error: unknown) =>
    error instanceof DomainError && error.code === 'storage.unavailable';

  it('answering 500 is an outage that can be tried again later', async () => {
    const [settings, close] = await answering((request, response) => {
      request.resume();
      response.statusCode = 500;
      response.end();
    });
    await assert.rejects(upload(createS3Storage(settings)), isUnavailable);
    close();
  });

  it('that cannot be reached is an outage', async () => {
    const [settings, close] = await answering(() => undefined);
    close();
    await assert.rejects(upload(createS3Storage(settings)), isUnavailable);
  });
});
