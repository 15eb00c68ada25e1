import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import type { ExportRow } from '../../src/public/exports/rows';
import {
  FORMATS,
  ShardWriter,
  type ExportFormat,
  type MadeShard,
} from '../../src/public/exports/shards';
import { startApp, type TestApp } from '../support/app';
import { republish, seedDatasets } from '../support/published';

type Json = Record<string, unknown>;

describe('text for training', () => {
  let app: TestApp;
  let folder: string;
  let open: string;
  let restricted: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'exports-'));
    app = await startApp();
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await storage.put({
      key: 'text/aa/one',
      body: Readable.from(['第一頁\f第二頁，含「引號」與 "quotes"']),
    });
    await storage.put({ key: 'text/aa/two', body: Readable.from(['補充\n資料 𠮷']) });
    const file = { sha256: 'cd'.repeat(32), bytes: 10 };
    [open = '', restricted = ''] = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: '機關清冊',
        files: [
          { ...file, name: '一.csv', textKey: 'text/aa/one' },
          { ...file, name: '二.csv', textKey: 'text/aa/two' },
        ],
      },
      { identifier: '00000002', licence: 'SAITDL-1.0', files: [{ ...file, name: '三.csv' }] },
      { identifier: '00000003', files: [{ ...file, name: '四.csv', textKey: 'text/aa/two' }] },
    ]);
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (target: string) =>
    app.http
      .get(target)
      .buffer(true)
      .parse((answer, done) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done(null, Buffer.concat(chunks)));
      });
  const linesOf = (body: unknown): Json[] =>
    (body as Buffer)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);

  /** Asks until it is made, as the answer says: 202 with Location and Retry-After. */
  async function made(target: string, pauseMs = 100) {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const answer = await get(target);
      if (answer.status !== 202) return answer;
      assert.equal(answer.headers.location, target);
      assert.ok(Number(answer.headers['retry-after']) > 0);
      assert.ok(performance.now() < deadline, 'the export was never made');
      await pause(pauseMs);
    }
  }

  async function duckdb(buffers: readonly Buffer[]): Promise<Json[]> {
    for (const [index, buffer] of buffers.entries()) {
      await writeFile(path.join(folder, `${String(index)}.parquet`), buffer);
    }
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const files = buffers.map((_, index) => `'${path.join(folder, String(index))}.parquet'`);
      const reader = await connection.runAndReadAll(
        `select * from read_parquet([${files.join(',')}])`,
      );
      return reader.getRowObjectsJS();
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  /** The files that rows are cut into, with their content. */
  async function cut(
    rows: readonly ExportRow[],
    options: { format: ExportFormat; maxUnits: number },
  ) {
    const shards: { rows: number; sha256: string; content: Buffer }[] = [];
    const taken = async (shard: MadeShard) => {
      const content = await readFile(shard.path);
      shards.push({ rows: shard.rows, sha256: shard.sha256, content });
    };
    const writer = new ShardWriter({ ...options, folder, taken });
    for (const row of rows) await writer.add(row);
    await writer.end();
    return shards;
  }

  it('comes as JSON lines with its provenance, made in a job and the same bytes each time', async () => {
    const target = `/api/datasets/${open}/export.jsonl`;
    assert.equal((await get(target)).status, 202);
    const answer = await made(target);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-disposition'] ?? '', /filename\*=UTF-8''00000001%20/);
    const lines = linesOf(answer.body);
    assert.equal(lines.length, 3);
    assert.deepEqual(
      { ...lines[1], id: '' },
      {
        ...{ id: '', dataset: '00000001', name: '機關清冊', agency: '2.16.886.101.20003.20082' },
        ...{ licence: 'OGDL-Taiwan-1.0', language: ['zh-Hant'], file: '一.csv' },
        ...{ sha256: 'cd'.repeat(32), record: 2, part: 1, tokens: lines[1]?.tokens },
        text: '第二頁，含「引號」與 "quotes"',
      },
    );
    assert.equal(new Set(lines.map(({ id }) => id)).size, 3);
    await app.ownerSql('delete from corpus_exports');
    assert.deepEqual((await made(target)).body, answer.body);
  });

  it('goes on where a download of it was interrupted, and tells its sha256 in a manifest', async () => {
    const target = `/api/datasets/${open}/export.jsonl`;
    const whole = await made(target);
    const bytes = whole.body as Buffer;
    const part = await get(target)
      .set('range', 'bytes=5-14')
      .set('if-range', whole.headers.etag ?? '');
    assert.equal(part.status, 206);
    assert.deepEqual(part.body, bytes.subarray(5, 15));
    assert.equal(part.headers['content-range'], `bytes 5-14/${String(bytes.length)}`);
    const other = await get(target).set('range', 'bytes=5-14').set('if-range', '"other"');
    assert.equal(other.status, 200);
    assert.equal((await get(target).set('range', 'bytes=999999-')).status, 416);
    const head = await app.http.head(target);
    assert.equal(head.headers['content-length'], String(bytes.length));
    const manifest = JSON.parse(String((await get(`${target}?shard=manifest`)).body)) as {
      shards: Json[];
      format: string;
    };
    assert.equal(manifest.format, 'jsonl');
    assert.equal(manifest.shards[0]?.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(manifest.shards[0]?.name, '00000001-00000-of-00001.jsonl');
    assert.deepEqual((await get(String(manifest.shards[0]?.path))).body, bytes);
    assert.doesNotMatch(JSON.stringify(manifest), /exports\/|text\/aa/);
  });

  it('of a long text leaves the service free to answer others while it is made', async () => {
    const line = '行政院主計總處辦理國富統計調查，資料涵蓋各機關。'.repeat(40);
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    const body = Readable.from(Array.from({ length: 4_000 }, () => `${line}\f`));
    await storage.put({ key: 'text/aa/long', body });
    const file = { name: '長.csv', sha256: 'cd'.repeat(32), bytes: 10, textKey: 'text/aa/long' };
    const [long = ''] = await seedDatasets(app, [{ identifier: '00000004', files: [file] }]);
    const begun = process.cpuUsage();
    for (const format of ['jsonl', 'parquet']) {
      const answer = await made(`/api/datasets/${long}/export.${format}?shard=manifest`, 500);
      const { shards } = JSON.parse(String(answer.body)) as { shards: { rows: number }[] };
      assert.equal(shards[0]?.rows, 4_000);
    }
    const { user, system } = process.cpuUsage(begun);
    const spent = (user + system) / 1_000;
    // Counting this text twice here would take twice that.
    assert.ok(spent < 800, `the service itself worked for ${String(spent)} ms`);
    await storage.remove('text/aa/long');
  });

  it('comes as Parquet that DuckDB reads with the very rows of the JSON lines', async () => {
    const target = `/api/datasets/${open}/export.parquet`;
    assert.equal((await get(target)).status, 202);
    const answer = await made(target);
    assert.equal(answer.status, 200, String(answer.body));
    const bytes = answer.body as Buffer;
    const digest = createHash('sha256').update(bytes).digest('base64');
    assert.equal(answer.headers['repr-digest'], `sha-256=:${digest}:`);
    const lines = linesOf((await made(`/api/datasets/${open}/export.jsonl`)).body);
    const expected = lines.map((line) => ({
      ...line,
      language: (line.language as string[]).join(','),
    }));
    assert.deepEqual(await duckdb([bytes]), expected);
    const manifest = JSON.parse(
      ((await get(`${target}?shard=manifest`)).body as Buffer).toString(),
    ) as { shards: Json[]; dataset: string };
    assert.equal(manifest.dataset, '00000001');
    assert.deepEqual(manifest.shards[0]?.rows, 3);
    assert.equal(manifest.shards[0]?.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.doesNotMatch(JSON.stringify(manifest), /exports\/|text\/aa/);
    const shard = await get(String(manifest.shards[0]?.path));
    assert.deepEqual(shard.body, bytes);
    assert.equal((await get(`${target}?shard=1`)).status, 404);
  });

  it('is made again for a new version, and the old files are cleared away', async () => {
    const target = `/api/datasets/${open}/export.parquet`;
    const [before] = await app.sql<{ key: string }>(
      `select shards->0->>'key' as key from corpus_exports where document_id = $1 and format = 'parquet'`,
      [open],
    );
    await republish(app, open, { name: '新名稱' });
    const answer = await made(target);
    const rows = await duckdb([answer.body as Buffer]);
    assert.equal(rows[0]?.name, '新名稱');
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await assert.rejects(storage.read({ key: before?.key ?? '' }));
  });

  it('is made after all where an earlier order failed or was lost', async () => {
    const target = `/api/datasets/${open}/export.jsonl`;
    for (const lost of [`'failed', now()`, `'making', now() - interval '7 hours'`]) {
      await app.ownerSql(`update corpus_exports set (state, requested_at) = (${lost})`);
      assert.equal((await made(target)).status, 200, lost);
    }
  });

  it('comes for a selection, whole or not at all', async () => {
    const target = '/api/datasets/export.jsonl?identifiers=00000003,00000001';
    const answer = await made(target);
    assert.equal(answer.status, 200);
    const datasets = linesOf(answer.body).map(({ dataset }) => dataset);
    assert.deepEqual(datasets, ['00000003', '00000001', '00000001', '00000001']);
    const parts: Buffer[] = [];
    for (const [from, to] of [
      [0, 99],
      [100, 299],
      [300, (answer.body as Buffer).length],
    ]) {
      parts.push(
        (await get(target).set('range', `bytes=${String(from)}-${String(to)}`)).body as Buffer,
      );
    }
    assert.deepEqual(Buffer.concat(parts), answer.body);
    const { data } = JSON.parse(String((await get(`${target}&shard=manifest`)).body)) as {
      data: Json[];
    };
    assert.deepEqual(
      data.map(({ dataset }) => dataset),
      ['00000003', '00000001'],
    );
    const status = async (query: string) =>
      (await get(`/api/datasets/export.jsonl?${query}`)).status;
    assert.equal(await status('identifiers=00000001,00000002'), 401);
    assert.equal(await status('identifiers=00000001,00000009'), 404);
    const refused = await get('/api/datasets/export.jsonl?identifiers=00000001,00000002');
    const { error } = JSON.parse(String(refused.body)) as { error: { details: Json } };
    assert.equal(error.details['identifier'], '00000002', 'which of them it is');
    assert.equal(await status('identifiers=00000001&shard=first'), 400);
    assert.equal(await status('identifiers=x'), 400);
    assert.equal(await status(''), 400);
  });

  it('comes for a selection as the Parquet shards of each dataset, made where they are not yet', async () => {
    const target = '/api/datasets/export.parquet?identifiers=00000003,00000001';
    const answer = await made(target);
    assert.equal(answer.status, 200, String(answer.body));
    const { data } = JSON.parse(String(answer.body)) as {
      data: { dataset: string; shards: { path: string; sha256: string }[] }[];
    };
    assert.deepEqual(
      data.map(({ dataset }) => dataset),
      ['00000003', '00000001'],
    );
    const buffers: Buffer[] = [];
    for (const { path: at, sha256 } of data.flatMap(({ shards }) => shards)) {
      const shard = (await get(at)).body as Buffer;
      assert.equal(createHash('sha256').update(shard).digest('hex'), sha256);
      buffers.push(shard);
    }
    assert.equal((await duckdb(buffers)).length, 4);
    const others = '/api/datasets/export.parquet?identifiers=00000001,00000002';
    assert.equal((await get(others)).status, 401);
  });

  it('of restricted data is for those to whom it was granted', async () => {
    for (const kind of ['jsonl', 'parquet']) {
      assert.equal((await get(`/api/datasets/${restricted}/export.${kind}`)).status, 401, kind);
    }
    const rows = await app.sql('select from corpus_exports where document_id = $1', [restricted]);
    assert.equal(rows.length, 0, 'nothing is made for strangers');
  });

  it('is cut into shards that hold every row once, equal rows making equal bytes', async () => {
    const row = (n: number): ExportRow => ({
      ...{
        id: String(n),
        dataset: '00000001',
        name: '名',
        agency: null,
        licence: null,
        language: [],
      },
      ...{ file: 'a.csv', sha256: '', record: n, part: 1, tokens: 1, text: '字'.repeat(400) },
    });
    const rows = Array.from({ length: 10 }, (_, n) => row(n));
    for (const format of FORMATS) {
      const first = await cut(rows, { format, maxUnits: 1_000 });
      assert.deepEqual(
        first.map((shard) => shard.rows),
        [2, 2, 2, 2, 2],
      );
      assert.deepEqual(await cut(rows, { format, maxUnits: 1_000 }), first);
    }
    const buffers = async (given: ExportRow[]) =>
      (await cut(given, { format: 'parquet', maxUnits: 1_000 })).map(({ content }) => content);
    const read = await duckdb(await buffers(rows));
    assert.deepEqual(
      read.map(({ id }) => id),
      rows.map(({ id }) => id),
    );
    assert.deepEqual(await duckdb(await buffers([])), []);
  });
});
