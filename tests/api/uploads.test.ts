import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import * as tus from 'tus-js-client';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { startApp, type TestApp } from '../support/app';

const UPLOADS = '/review-workflow/uploads';
const OFFSET_TYPE = 'application/offset+octet-stream';

describe('resumable uploads', () => {
  let app: TestApp;
  let token: string;
  let dataset: string;
  let base: string;

  before(async () => {
    app = await startApp({
      env: { UPLOAD_DIR: mkdtempSync(path.join(os.tmpdir(), 'corpus-uploads-')) },
    });
    const server = app.strapi.server.httpServer;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    token = await app.tokenFor('provider.moda');
    const answer = await app.http
      .post('/review-workflow/datasets')
      .set('authorization', `Bearer ${token}`)
      .send({ name: '續傳測試' });
    dataset = answer.body.data.id;
  });
  after(async () => {
    const folder = process.env['UPLOAD_DIR'] ?? '';
    await app.close();
    rmSync(folder, { recursive: true });
  });

  function send(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    body?: Uint8Array,
  ) {
    return fetch(new URL(url, base), {
      method,
      headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: Buffer.from(body) } : {}),
    });
  }

  const encode = (text: string) => Buffer.from(text).toString('base64');

  function create(name: string, bytes: number, options: { by?: string; to?: string } = {}) {
    const metadata = `filename ${encode(name)},dataset ${encode(options.to ?? dataset)}`;
    const headers = { 'upload-length': String(bytes), 'upload-metadata': metadata };
    const by: Record<string, string> = options.by ? { authorization: `Bearer ${options.by}` } : {};
    return send('POST', UPLOADS, { ...headers, ...by });
  }

  async function begin(name: string, bytes: number): Promise<string> {
    const answer = await create(name, bytes);
    assert.equal(answer.status, 201, await answer.text());
    return answer.headers.get('location') ?? '';
  }

  function patch(url: string, offset: number, part: Uint8Array, more: Record<string, string> = {}) {
    const headers = { 'upload-offset': String(offset), 'content-type': OFFSET_TYPE, ...more };
    return send('PATCH', url, headers, part);
  }

  async function codeOf(answer: Response): Promise<[number, string]> {
    const body = (await answer.json()) as { error: { details: { code: string } } };
    return [answer.status, body.error.details.code];
  }

  async function files(): Promise<DatasetFileView[]> {
    const answer = await send('GET', `/review-workflow/datasets/${dataset}/files`);
    return ((await answer.json()) as { data: DatasetFileView[] }).data;
  }

  const csv = (rows: number) => Buffer.from('甲,乙\n'.repeat(rows));

  it('says which of tus it speaks', async () => {
    const answer = await send('OPTIONS', UPLOADS);
    assert.equal(answer.headers.get('tus-version'), '1.0.0');
    const extensions = answer.headers.get('tus-extension') ?? '';
    for (const one of ['creation', 'checksum', 'termination', 'expiration']) {
      assert.ok(extensions.includes(one), one);
    }
    assert.equal(answer.headers.get('tus-max-size'), String(500 * 1024 ** 2));
  });

  it('takes a file from a tus client in parts, whole and unchanged', async () => {
    const content = Buffer.from(
      `甲,乙\n${randomBytes(3_000_000)
        .toString('hex')
        .replace(/(.{60})/g, '$1,x\n')}`,
    );
    await new Promise<void>((resolve, reject) => {
      new tus.Upload(content, {
        endpoint: base + UPLOADS,
        chunkSize: 1_000_000,
        headers: { authorization: `Bearer ${token}` },
        metadata: { filename: '大檔.csv', dataset },
        onError: reject,
        onSuccess: () => resolve(),
      }).start();
    });
    const file = (await files()).find(({ name }) => name === '大檔.csv');
    assert.equal(file?.sha256, createHash('sha256').update(content).digest('hex'));
    assert.equal(file.bytes, content.length);
  });

  it('goes on where an interrupted upload stopped', async () => {
    const content = csv(1_000);
    const url = await begin('續.csv', content.length);
    assert.equal((await patch(url, 0, content.subarray(0, 4_000))).status, 204);
    const head = await send('HEAD', url);
    assert.equal(head.headers.get('upload-offset'), '4000');
    const last = await patch(url, 4_000, content.subarray(4_000));
    assert.equal(last.status, 204);
    const id = last.headers.get('x-dataset-file');
    assert.ok((await files()).some((file) => file.id === id && file.bytes === content.length));
  });

  it('tells a client that missed the last answer that nothing is left to send', async () => {
    const content = csv(20);
    const url = await begin('錯過.csv', content.length);
    const answer = await patch(url, 0, content);
    const head = await send('HEAD', url);
    assert.equal(head.headers.get('upload-offset'), String(content.length));
    const again = await patch(url, content.length, new Uint8Array());
    assert.equal(again.headers.get('x-dataset-file'), answer.headers.get('x-dataset-file'));
    assert.equal((await files()).filter(({ name }) => name === '錯過.csv').length, 1);
  });

  it('refuses parts out of order, repeated or overlapping, and keeps what it has', async () => {
    const content = csv(100);
    const url = await begin('序.csv', content.length);
    await patch(url, 0, content.subarray(0, 100));
    for (const offset of [0, 50, 200]) {
      const answer = await patch(url, offset, content.subarray(offset, offset + 100));
      assert.deepEqual(await codeOf(answer), [409, 'upload.offset_conflict']);
    }
    assert.equal((await send('HEAD', url)).headers.get('upload-offset'), '100');
  });

  it('undoes a part whose checksum does not match', async () => {
    const content = csv(10);
    const url = await begin('驗.csv', content.length);
    const sum = (part: Uint8Array, algorithm = 'sha1') =>
      `${algorithm} ${createHash(algorithm).update(part).digest('base64')}`;
    const bad = await patch(url, 0, content, { 'upload-checksum': sum(Buffer.from('x')) });
    assert.deepEqual(await codeOf(bad), [460, 'upload.checksum_mismatch']);
    assert.equal((await send('HEAD', url)).headers.get('upload-offset'), '0');
    const unknown = await patch(url, 0, content, { 'upload-checksum': 'crc32 AAAA' });
    assert.deepEqual(await codeOf(unknown), [400, 'upload.checksum_unknown']);
    const good = await patch(url, 0, content, { 'upload-checksum': sum(content, 'sha256') });
    assert.equal(good.status, 204);
  });

  it('keeps an upload from everybody but the officer who began it', async () => {
    const url = await begin('私.csv', 100);
    for (const account of ['provider2.moda', 'provider.moc', 'admin1.platform']) {
      const authorization = `Bearer ${await app.tokenFor(account)}`;
      for (const method of ['HEAD', 'PATCH', 'DELETE']) {
        const headers = { authorization, 'upload-offset': '0', 'content-type': OFFSET_TYPE };
        const answer = await send(method, url, headers, method === 'PATCH' ? csv(1) : undefined);
        assert.equal(answer.status, 404, `${account} ${method}`);
      }
    }
    assert.equal((await send('HEAD', url)).status, 200);
  });

  it('takes nothing once the session has ended, and goes on after a new sign-in', async () => {
    const content = csv(50);
    const url = await begin('逾時.csv', content.length);
    await patch(url, 0, content.subarray(0, 60));
    const [head = '', payload = ''] = token.split('.');
    const authorization = `Bearer ${head}.${payload}.${'A'.repeat(43)}`;
    const late = await patch(url, 60, content.subarray(60), { authorization });
    assert.equal(late.status, 401);
    token = await app.tokenFor('provider.moda');
    assert.equal((await send('HEAD', url)).headers.get('upload-offset'), '60');
    assert.equal((await patch(url, 60, content.subarray(60))).status, 204);
  });

  it('creates nothing without a session, in a foreign dataset, or for what it would refuse', async () => {
    const foreign = await create('a.csv', 10, { by: await app.tokenFor('provider.moc') });
    assert.deepEqual(await codeOf(foreign), [404, 'review.not_found']);
    const anonymous = await fetch(base + UPLOADS, {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0' },
    });
    assert.equal(anonymous.status, 401);
    assert.deepEqual(await codeOf(await create('a.exe', 10)), [422, 'file.type_not_allowed']);
    assert.deepEqual(await codeOf(await create('../a.csv', 10)), [422, 'file.name_invalid']);
    assert.deepEqual(await codeOf(await create('a.csv', 0)), [422, 'file.empty']);
    const limit = 500 * 1024 ** 2;
    assert.deepEqual(await codeOf(await create('a.csv', limit + 1)), [413, 'file.too_large']);
    assert.equal((await create('a.csv', limit)).status, 201);
  });

  it('refuses a finished upload whose content is not what its name says, and forgets it', async () => {
    const content = Buffer.from('%PDF-1.7\n%%EOF');
    const url = await begin('假.csv', content.length);
    assert.deepEqual(await codeOf(await patch(url, 0, content)), [422, 'file.type_mismatch']);
    assert.equal((await send('HEAD', url)).status, 404);
  });

  it('forgets a terminated upload', async () => {
    const url = await begin('停.csv', 100);
    assert.equal((await send('DELETE', url)).status, 204);
    assert.equal((await send('HEAD', url)).status, 404);
  });

  it('finishes an upload whose process died with all bytes received', async () => {
    const content = csv(30);
    const url = await begin('亡.csv', content.length);
    const folder = process.env['UPLOAD_DIR'] ?? '';
    const { writeFile } = await import('node:fs/promises');
    await writeFile(path.join(folder, path.basename(url)), content);
    assert.equal((await send('HEAD', url)).headers.get('upload-offset'), String(content.length));
    assert.ok((await files()).some(({ name }) => name === '亡.csv'));
  });

  it('keeps no bytes of finished uploads in the folder of those under way', async () => {
    await pause(100);
    const folder = process.env['UPLOAD_DIR'] ?? '';
    const used = readdirSync(folder)
      .map((name) => statSync(path.join(folder, name)).blocks * 512)
      .reduce((sum, bytes) => sum + bytes, 0);
    assert.ok(used < 500_000, String(used));
  });
});
