import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import yauzl from 'yauzl';
import { CorpusClient, CorpusError } from '../../examples/client/corpus-client';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import { startApp, type TestApp } from '../support/app';
import { cast } from '../support/datasets';
import { seedDatasets } from '../support/published';

const CONTENT = '機關,名稱\n2.16.886,數位發展部\n'.repeat(2000);
const BYTES = Buffer.byteLength(CONTENT);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');

interface Item {
  documentId: string;
  files: { documentId: string; name: string }[];
}

describe('downloading published datasets', () => {
  let app: TestApp;
  let open: Item;
  let restricted: Item;
  let draft: string;
  before(async () => {
    app = await startApp();
    const storage = app.strapi.get<FileStorage>(FILE_STORAGE);
    await storage.put({ key: 'text/aa/one', body: Readable.from(['第一頁\f第二頁']) });
    for (const key of ['files/aa/one', 'files/aa/two']) {
      await storage.put({ key, body: Readable.from([CONTENT]) });
    }
    const file = {
      bytes: BYTES,
      storageKey: 'files/aa/one',
      textKey: 'text/aa/one',
      sha256: SHA256,
    };
    const [first, second, third] = await seedDatasets(app, [
      {
        identifier: '00000001',
        name: '機關清冊',
        files: [
          { ...file, name: '機關 清冊.csv' },
          { ...file, name: '機關 清冊.csv', storageKey: 'files/aa/two' },
        ],
      },
      { identifier: '00000002', licence: 'SAITDL-1.0', files: [{ ...file, name: '授權.csv' }] },
      { identifier: '00000003', is: 'draft', files: [{ ...file, name: '草稿.csv' }] },
    ]);
    open = (await app.http.get(`/api/datasets/${first}`)).body.data as Item;
    restricted = (await app.http.get(`/api/datasets/${second}`)).body.data as Item;
    draft = third ?? '';
  });
  after(() => app.close());

  const pathOf = (item: Item, file = 0) =>
    `/api/datasets/${item.documentId}/files/${item.files[file]?.documentId}/download`;
  const get = (path: string) =>
    app.http.get(path).set('user-agent', 'Mozilla/5.0 test').buffer(true);
  const binary = (path: string) =>
    get(path).parse((answer, done) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => done(null, Buffer.concat(chunks)));
    });

  it('gives open data to everybody, under its Chinese name, with size and sha256', async () => {
    const answer = await binary(pathOf(open));
    assert.equal(answer.status, 200);
    assert.equal((answer.body as Buffer).toString(), CONTENT);
    assert.equal(answer.headers['content-length'], String(BYTES));
    assert.match(
      answer.headers['content-disposition'] ?? '',
      new RegExp(
        `^attachment; filename="${open.files[0]?.documentId}\\.csv"; filename\\*=UTF-8''%E6%A9%9F%E9%97%9C%20`,
      ),
    );
    assert.equal(
      answer.headers['repr-digest'],
      `sha-256=:${Buffer.from(SHA256, 'hex').toString('base64')}:`,
    );
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.match(answer.headers['content-security-policy'] ?? '', /sandbox/);
  });

  it('goes on with an interrupted download, for the same content only', async () => {
    const part = await binary(pathOf(open))
      .set('range', 'bytes=10-19')
      .set('if-range', `"${SHA256}"`);
    assert.equal(part.status, 206);
    assert.deepEqual(part.body, Buffer.from(CONTENT).subarray(10, 20));
    assert.equal(part.headers['content-range'], `bytes 10-19/${BYTES}`);
    const other = await binary(pathOf(open)).set('range', 'bytes=10-19').set('if-range', '"other"');
    assert.equal(other.status, 200);
    const past = await get(pathOf(open)).set('range', `bytes=${BYTES}-`);
    assert.equal(past.status, 416);
    const same = await get(pathOf(open)).set('if-none-match', `"${SHA256}"`);
    assert.equal(same.status, 304);
    const head = await app.http.head(pathOf(open));
    assert.equal(head.status, 200);
    assert.equal(head.headers['content-length'], String(BYTES));
    const headOfPart = await app.http.head(pathOf(open)).set('range', 'bytes=10-19');
    assert.equal(headOfPart.status, 200, 'a range is for GET only');
  });

  it('gives a whole dataset as one ZIP with a manifest', async () => {
    const answer = await binary(`/api/datasets/${open.documentId}/download`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-disposition'] ?? '', /filename\*=UTF-8''00000001%20/);
    const entries = await unzip(answer.body as Buffer);
    assert.deepEqual([...entries.keys()], ['manifest.json', '機關 清冊.csv', '機關 清冊 (2).csv']);
    assert.equal(entries.get('機關 清冊.csv')?.toString(), CONTENT);
    const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '') as {
      identifier: string;
      files: { sha256: string }[];
    };
    assert.equal(manifest.identifier, '00000001');
    assert.equal(manifest.files[1]?.sha256, SHA256);
  });

  it('is what the example client lists, searches, downloads and verifies, over cut connections', async () => {
    const server = app.strapi.server.httpServer;
    if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const line = await cuttingLine((server.address() as AddressInfo).port);
    const corpus = new CorpusClient(`http://127.0.0.1:${String(line.port)}`);
    const listed: string[] = [];
    for await (const { identifier } of corpus.list()) listed.push(identifier);
    assert.deepEqual(listed.sort(), ['00000001', '00000002']);
    const { value: found } = await corpus.search('機關清冊', { open: 'true' }).next();
    assert.ok(found);
    const [file] = found.files;
    assert.ok(file);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'client-'));
    try {
      const target = path.join(folder, 'one.csv');
      line.cut(2, `${target}.part`);
      await corpus.download(found, file, target);
      assert.equal(line.ranges.length, 2, 'it went on, and did not begin again');
      assert.ok(line.ranges.every((from) => from > 0));
      assert.equal(await readFile(target, 'utf8'), CONTENT);
      const tampered = { ...file, sha256: '00'.repeat(32) };
      await assert.rejects(corpus.download(found, tampered, target), /sha256/);
      assert.equal(await readFile(target, 'utf8'), CONTENT, 'nothing wrong took its place');
      const closed = await corpus.byIdentifier('00000002');
      const [needed] = closed.files;
      assert.ok(needed);
      await assert.rejects(
        corpus.download(closed, needed, target),
        (error: unknown) =>
          error instanceof CorpusError && error.code === 'access.application_needed',
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
      line.close();
    }
  });

  it('asks for an application before it gives restricted data', async () => {
    for (const path of [pathOf(restricted), `/api/datasets/${restricted.documentId}/download`]) {
      const { status, body } = await app.http.get(path);
      assert.equal(status, 401);
      assert.equal(body.error.details.code, 'access.application_needed');
      const wrong = await app.http.get(path).set('authorization', 'Bearer nonsense');
      assert.equal(wrong.status, 401);
    }
  });

  it('knows no files of drafts, and none of another dataset', async () => {
    const [row] = await app.ownerSql<{ document_id: string }>(
      'select document_id from dataset_files where dataset = $1',
      [draft],
    );
    assert.equal(
      (await app.http.get(`/api/datasets/${draft}/files/${row?.document_id}/download`)).status,
      404,
    );
    const foreign = `/api/datasets/${open.documentId}/files/${restricted.files[0]?.documentId}/download`;
    const { status, body } = await app.http.get(foreign);
    assert.equal(status, 404);
    assert.equal(body.error.details.code, 'file.not_found');
    assert.equal(
      (await app.http.get(`/api/datasets/${open.documentId}/files/x/download`)).status,
      404,
    );
  });

  it('counts a download once a day for each reader, and no robots', async () => {
    await app.ownerSql('delete from corpus_downloads');
    await app.ownerSql('delete from corpus_popularity');
    for (let i = 0; i < 3; i += 1) await get(pathOf(open));
    await get(pathOf(open)).set('user-agent', 'Another/1.0');
    await get(pathOf(open)).set('user-agent', 'Googlebot/2.1');
    await get(pathOf(open)).set('user-agent', 'Third/1.0').set('range', 'bytes=100-');
    const [row] = await app.sql<{ downloads: string }>('select downloads from corpus_popularity');
    assert.equal(Number(row?.downloads), 2);
    const popular = await app.http.get('/api/corpus/popular');
    assert.equal(popular.body.data[0].identifier, '00000001');
    await app.sql(`update corpus_downloads set day = day - 31`);
    await app.sql('select corpus_forget_downloads()');
    const [after] = await app.sql<{ downloads: string; total: string }>(
      'select downloads, total from corpus_popularity',
    );
    assert.deepEqual([Number(after?.downloads), Number(after?.total)], [0, 2]);
  });

  it('gives nothing more once the dataset is delisted', async () => {
    const path = pathOf(open);
    const { admin1 } = await cast(app);
    await admin1.moved(open.documentId, 'suspend', { reason: '內容有誤' });
    for (const target of [path, `/api/datasets/${open.documentId}/download`]) {
      const { status, body } = await app.http.get(target).set('if-none-match', `"${SHA256}"`);
      assert.equal(status, 410);
      assert.equal(body.error.details.code, 'dataset.delisted');
    }
  });
});

/** A line to the service that breaks within the next so many answers, as networks do. */
async function cuttingLine(to: number) {
  let left = 0;
  let part = '';
  const ranges: number[] = [];
  const line = net.createServer((client) => {
    const service = net.connect(to, '127.0.0.1');
    client.on('error', () => undefined).on('close', () => service.destroy());
    service.on('error', () => undefined).on('close', () => client.destroy());
    client.on('data', (chunk) => {
      const from = /range: bytes=(\d+)-/i.exec(chunk.toString())?.[1];
      if (from !== undefined) ranges.push(Number(from));
      service.write(chunk);
    });
    service.on('data', (chunk) => {
      if (left === 0 || chunk.length < 8_000) {
        client.write(chunk);
        return;
      }
      left -= 1;
      service.pause();
      // What has come but is not written yet when the line breaks is lost with it.
      void grown(part, () => client.write(chunk.subarray(0, 8_000))).then(() => client.end());
    });
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const { port } = line.address() as AddressInfo;
  const cut = (times: number, file: string) => void ([left, part] = [times, file]);
  return { port, ranges, cut, close: () => line.close() };
}

/** Does something, and waits until a file is longer than it was before. */
async function grown(file: string, work: () => void): Promise<void> {
  const size = () =>
    stat(file).then(
      (known) => known.size,
      () => 0,
    );
  const before = await size();
  work();
  const deadline = performance.now() + 20_000;
  while ((await size()) <= before && performance.now() < deadline) await pause(10);
}

function unzip(buffer: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      const found = new Map<string, Buffer>();
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure) {
            reject(failure);
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            found.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(found));
      zip.readEntry();
    });
  });
}
