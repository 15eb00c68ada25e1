import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { parquetOf, shardsOf } from '../../src/public/exports/parquet';
import type { ExportRow } from '../../src/public/exports/rows';
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
  async function made(target: string) {
    const deadline = performance.now() + 60_000;
    for (;;) {
      const answer = await get(target);
      if (answer.status !== 202) return answer;
      assert.equal(answer.headers.location, target);
      assert.ok(Number(answer.headers['retry-after']) > 0);
      assert.ok(performance.now() < deadline, 'the export was never made');
      await pause(100);
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

  it('comes as JSON lines with its provenance, the same bytes each time', async () => {
    const target = `/api/datasets/${open}/export.jsonl`;
    const answer = await get(target);
    assert.equal(answer.status, 200);
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
    assert.deepEqual((await get(target)).body, answer.body);
  });

  it('comes as Parquet that DuckDB reads with the very rows of the JSON lines', async () => {
    const target = `/api/datasets/${open}/export.parquet`;
    assert.equal((await get(target)).status, 202);
    const answer = await made(target);
    assert.equal(answer.status, 200, String(answer.body));
    const bytes = answer.body as Buffer;
    const digest = createHash('sha256').update(bytes).digest('base64');
    assert.equal(answer.headers['repr-digest'], `sha-256=:${digest}:`);
    const lines = linesOf((await get(`/api/datasets/${open}/export.jsonl`)).body);
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
      `select shards->0->>'key' as key from corpus_exports where document_id = $1`,
      [open],
    );
    await republish(app, open, { name: '新名稱' });
    const answer = await made(target);
    const rows = await duckdb([answer.body as Buffer]);
    assert.equal(rows[0]?.name, '新名稱');
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await assert.rejects(storage.read({ key: before?.key ?? '' }));
  });

  it('comes for a selection, whole or not at all', async () => {
    const answer = await get('/api/datasets/export.jsonl?identifiers=00000003,00000001');
    assert.equal(answer.status, 200);
    const datasets = linesOf(answer.body).map(({ dataset }) => dataset);
    assert.deepEqual(datasets, ['00000003', '00000001', '00000001', '00000001']);
    const status = async (query: string) =>
      (await get(`/api/datasets/export.jsonl?${query}`)).status;
    assert.equal(await status('identifiers=00000001,00000002'), 401);
    assert.equal(await status('identifiers=00000001,00000009'), 404);
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
    const shards: ExportRow[][] = [];
    for await (const shard of shardsOf(Readable.from(rows), 1_000)) shards.push(shard);
    assert.deepEqual(
      shards.map((shard) => shard.length),
      [2, 2, 2, 2, 2],
    );
    assert.deepEqual(shards.flat(), rows);
    assert.deepEqual(parquetOf(rows), parquetOf(rows));
    assert.equal((await duckdb(shards.map(parquetOf))).length, 10);
    const none: ExportRow[][] = [];
    for await (const shard of shardsOf(Readable.from([]))) none.push(shard);
    assert.deepEqual(await duckdb(none.map(parquetOf)), []);
  });
});
