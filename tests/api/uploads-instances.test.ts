import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import * as tus from 'tus-js-client';
import { DATASET_ACCESS, type DatasetAccess } from '../../src/contracts/dataset-access';
import type { DatasetFiles } from '../../src/ingest/dataset-files';
import { DATASET_FILES } from '../../src/ingest/register';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { PostgresLocker } from '../../src/ingest/tus/postgres-locker';
import { createTusDoor } from '../../src/ingest/tus/tus-door';
import { startApp, type TestApp } from '../support/app';
import { prepared } from '../support/environment';
import { OfficerFiles } from '../support/officer-files';

const SAMPLES = path.resolve(__dirname, '../fixtures/samples');
const MANY = 50;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const encode = (text: string) => Buffer.from(text).toString('base64');
/** Rows that differ, so that a part at the wrong place changes the digest. */
const csv = (name: string, rows: number) =>
  Buffer.from(Array.from({ length: rows }, (_, row) => `${row},${name}的內容\n`).join(''));

describe('two instances that take uploads for the same service', () => {
  const scratch = path.join(prepared('TEST_SCRATCH'), 'two-instances');
  const folder = path.join(scratch, 'tus');
  let app: TestApp;
  let officer: OfficerFiles;
  let second: { door: http.Server; locker: PostgresLocker };
  let urls: string[];

  before(async () => {
    mkdirSync(scratch, { recursive: true });
    app = await startApp({ env: { INGEST_WORKERS: '0', UPLOAD_DIR: folder } });
    officer = await OfficerFiles.of(app);
    second = await anotherDoor();
    const servers = [app.strapi.server.httpServer, second.door];
    urls = await Promise.all(servers.map(listening));
  });
  after(async () => {
    second.door.close();
    await second.locker.close();
    await app.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** What another process has for itself: its locks' session, and what it knows of uploads. */
  async function anotherDoor(): Promise<typeof second> {
    const locker = new PostgresLocker(app.databaseUrl);
    const door = createTusDoor({
      folder,
      locker,
      expirationMs: 3_600_000,
      storage: app.strapi.get<FileStorage>(FILE_STORAGE),
      files: app.strapi.get<DatasetFiles>(DATASET_FILES),
      access: () => app.strapi.get<DatasetAccess>(DATASET_ACCESS),
    });
    const payload = officer.token.split('.')[1] ?? '';
    const { userId } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      userId: string;
    };
    const server = http.createServer((message, response) => {
      door.handle({ message, actorId: Number(userId) }).then(
        (answer) => response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(),
        (error: unknown) => {
          const { code = '', kind = '' } = error as { code?: string; kind?: string };
          response.writeHead(kind === 'conflict' ? 409 : 503).end(code);
        },
      );
    });
    return { door: server, locker };
  }

  /** @param at Which of the two. */
  function ask(at: number, method: string, url: string, more: RequestInit = {}): Promise<Response> {
    const headers = {
      authorization: `Bearer ${officer.token}`,
      'tus-resumable': '1.0.0',
      ...(more.headers as Record<string, string> | undefined),
    };
    return fetch(new URL(url, urls[at % 2]), { ...more, method, headers });
  }

  async function begin(at: number, name: string, bytes: number): Promise<string> {
    const metadata = `filename ${encode(name)},dataset ${encode(officer.dataset)}`;
    const headers = { 'upload-length': String(bytes), 'upload-metadata': metadata };
    const answer = await ask(at, 'POST', '/review-workflow/uploads', { headers });
    assert.equal(answer.status, 201, await answer.text());
    return answer.headers.get('location') ?? '';
  }

  function patch(at: number, url: string, part: { offset: number; bytes: Buffer }) {
    const type = 'application/offset+octet-stream';
    const headers = { 'upload-offset': String(part.offset), 'content-type': type };
    return ask(at, 'PATCH', url, { headers, body: new Uint8Array(part.bytes) });
  }

  async function received(answer: Response): Promise<string | undefined> {
    assert.equal(answer.status, 204, await answer.text());
    return (await officer.find(answer.headers.get('x-dataset-file') ?? ''))?.sha256;
  }

  it('take its parts in turn, and the file is whole', async () => {
    const content = csv('輪流', 60_000);
    const url = await begin(0, '輪流.csv', content.length);
    const third = Math.floor(content.length / 3);
    for (const [at, from] of [0, third].entries()) {
      const bytes = content.subarray(from, from + third);
      assert.equal((await patch(at, url, { offset: from, bytes })).status, 204);
    }
    const last = await patch(0, url, { offset: 2 * third, bytes: content.subarray(2 * third) });
    assert.equal(await received(last), sha256(content));
  });

  it('let one of two that send the same part at the same moment have it', async () => {
    const content = csv('同時', 200_000);
    const url = await begin(0, '同時.csv', content.length);
    const both = await Promise.all(
      [0, 1].map((at) => patch(at, url, { offset: 0, bytes: content })),
    );
    const taken = both.filter(({ status }) => status === 204);
    assert.ok(taken.length >= 1, both.map(({ status }) => status).join());
    for (const { status } of both) assert.ok([204, 409].includes(status), String(status));
    const files = (await officer.list()).filter(({ name }) => name === '同時.csv');
    if (files.length === 0) {
      // The first was asked to make way before its end: its client goes on from there.
      const head = await ask(1, 'HEAD', url);
      const offset = Number(head.headers.get('upload-offset'));
      await received(await patch(1, url, { offset, bytes: content.subarray(offset) }));
    }
    const [file, ...others] = (await officer.list()).filter(({ name }) => name === '同時.csv');
    assert.deepEqual([file?.sha256, others.length], [sha256(content), 0]);
  });

  it('take an upload away from a connection that hangs, when its client comes back elsewhere', async () => {
    const content = csv('斷線', 60_000);
    const url = await begin(0, '斷線.csv', content.length);
    const half = Math.floor(content.length / 2);
    const hanging = http.request(new URL(url, urls[0]), {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${officer.token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': 0,
        'content-type': 'application/offset+octet-stream',
        'content-length': content.length,
      },
    });
    hanging.on('error', () => undefined);
    hanging.write(content.subarray(0, half));
    const file = path.join(folder, path.basename(url));
    while (statSync(file).size < half) await pause(50);

    const head = await ask(1, 'HEAD', url);
    assert.equal(head.headers.get('upload-offset'), String(half));
    const rest = await patch(1, url, { offset: half, bytes: content.subarray(half) });
    hanging.destroy();
    assert.equal(await received(rest), sha256(content));
  });

  it('lose none of fifty real files that are dropped at once', async () => {
    const samples = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(csv|json|odt|pdf|xml)$/.test(name))
      .map((name) => ({
        bytes: readFileSync(path.join(SAMPLES, name)),
        kind: path.extname(name),
      }));
    const expected = new Map<string, string>();
    const send = (index: number) => {
      const { bytes, kind } = samples[index % samples.length] as (typeof samples)[number];
      const filename = `第${String(index)}份${kind}`;
      expected.set(filename, sha256(bytes));
      return new Promise<void>((resolve, reject) => {
        new tus.Upload(bytes, {
          endpoint: `${urls[index % 2] ?? ''}/review-workflow/uploads`,
          chunkSize: 600_000,
          retryDelays: [0, 1_000, 3_000, 5_000],
          headers: { authorization: `Bearer ${officer.token}` },
          metadata: { filename, dataset: officer.dataset },
          onError: reject,
          onSuccess: () => resolve(),
        }).start();
      });
    };
    await Promise.all(Array.from({ length: MANY }, (_, index) => send(index)));

    const files = (await officer.list()).filter(({ name }) => name.startsWith('第'));
    assert.deepEqual(
      files.map(({ name, sha256: digest }) => [name, digest]).sort(),
      [...expected].sort(),
    );
  });
});

async function listening(server: http.Server): Promise<string> {
  if (!server.listening) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
