import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { startApp, type TestApp } from '../support/app';

const SAMPLES = path.resolve(__dirname, '../fixtures/samples');
const sample = (name: string) => readFileSync(path.join(SAMPLES, name));

describe('files of a dataset', () => {
  let app: TestApp;
  let token: string;
  let dataset: string;

  before(async () => {
    app = await startApp();
    await new Promise<void>((resolve) => {
      app.strapi.server.httpServer.listen(0, '127.0.0.1', resolve);
    });
    token = await app.tokenFor('provider.moda');
    dataset = await newDataset(token);
  });
  after(() => app.close());

  async function newDataset(by: string): Promise<string> {
    const answer = await app.http
      .post('/review-workflow/datasets')
      .set('authorization', `Bearer ${by}`)
      .send({ name: '檔案測試' });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.data.id as string;
  }

  const filesOf = (id: string) => `/review-workflow/datasets/${id}/files`;

  function upload(name: string, content: Buffer, options: { by?: string; to?: string } = {}) {
    const request = app.http.post(filesOf(options.to ?? dataset));
    if (options.by !== '') request.set('authorization', `Bearer ${options.by ?? token}`);
    return request.set('accept-language', 'en').attach('file', content, name);
  }

  function get(url: string, by = token) {
    return app.http.get(url).set('authorization', `Bearer ${by}`);
  }

  async function decided(id: string, of = dataset): Promise<DatasetFileView> {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await get(filesOf(of));
      const file = (answer.body.data as DatasetFileView[]).find((one) => one.id === id);
      if (file && (file.state === 'accepted' || file.state === 'refused')) return file;
      await pause(100);
    }
    throw new Error('the file was not decided in time');
  }

  function storedFiles(): string[] {
    const root = process.env['STORAGE_DIR'] ?? '';
    return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(root, name)).isFile(),
    );
  }

  it('takes a real file of each kind, counts its tokens and gives back bytes and text', async () => {
    const names = [
      'pdf/個人資料保護法等法規_15頁.pdf',
      'odt/資通安全管理法.odt',
      'json/個人資料保護法.json',
      'xml/行政院公報1060804.xml',
      'csv/機關OID異動_change.csv',
    ];
    const tokens = [12_425, 3_632, 9_001, 39_519, 2_018];
    for (const [index, name] of names.entries()) {
      const bytes = sample(name);
      const answer = await upload(path.basename(name), bytes);
      assert.equal(answer.status, 202, JSON.stringify(answer.body));
      const file = await decided(answer.body.data.id as string);
      assert.equal(file.state, 'accepted');
      assert.equal(file.name, path.basename(name));
      assert.equal(file.kind, path.extname(name).slice(1));
      assert.equal(file.bytes, bytes.length);
      assert.equal(file.sha256, createHash('sha256').update(bytes).digest('hex'));
      assert.equal(file.tokens, tokens[index]);
      assert.equal(file.progress, 1);

      const content = await get(`${filesOf(dataset)}/${file.id}/content`)
        .buffer()
        .parse(toBuffer);
      assert.ok(bytes.equals(content.body as Buffer));
      assert.equal(content.headers['x-content-type-options'], 'nosniff');
      assert.match(
        content.headers['content-disposition'] as string,
        /^attachment; filename=.*filename\*=UTF-8''/,
      );
      const text = await get(`${filesOf(dataset)}/${file.id}/text`);
      assert.match(text.headers['content-type'] as string, /^text\/plain; charset=utf-8/);
      assert.ok(text.text.length > 1_000);
    }
    const { body } = await get(`/review-workflow/datasets/${dataset}`);
    assert.equal(Number(body.data.tokens), 66_595);
    assert.ok(Number(body.data.totalBytes) > 500_000);
  });

  it('drafts a description and keywords from them', async () => {
    const answer = await app.http
      .post(`/review-workflow/datasets/${dataset}/metadata-draft`)
      .set('authorization', `Bearer ${token}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.match(answer.body.data.description, /^收錄 \d+ 份檔案，包括「/);
    assert.ok(answer.body.data.keywords.length >= 5 && answer.body.data.keywords.length <= 10);
  });

  it('refuses a scanned PDF and names its pages in both languages', async () => {
    const answer = await upload('掃描.pdf', sample('pdf-scanned/第4至5頁為掃描.pdf'));
    const file = await decided(answer.body.data.id as string);
    assert.equal(file.state, 'refused');
    assert.equal(file.findings[0]?.code, 'pdf.scanned');
    assert.match(file.findings[0].message, /第 4-5 頁/);
    const text = await get(`${filesOf(dataset)}/${file.id}/text`);
    assert.deepEqual([text.status, text.body.error.details.code], [409, 'file.text_not_ready']);
  });

  it('answers the same bytes under the same name with the file that is there', async () => {
    const id = await newDataset(token);
    const first = await upload('a.csv', Buffer.from('甲,乙\n'), { to: id });
    const again = await upload('a.csv', Buffer.from('甲,乙\n'), { to: id });
    assert.equal(again.body.data.id, first.body.data.id);
    await decided(first.body.data.id as string, id);
    assert.equal((await get(filesOf(id))).body.data.length, 1);
  });

  it('grows the version with each file added or removed, and forgets a removed file wholly', async () => {
    const id = await newDataset(token);
    const before = storedFiles().length;
    const version = async () =>
      (await get(`/review-workflow/datasets/${id}`)).body.data.version as number;
    const start = await version();
    const { body } = await upload('a.csv', Buffer.from('甲,乙\n'), { to: id });
    await decided(body.data.id as string, id);
    assert.equal(await version(), start + 1);
    const removed = await app.http
      .delete(`${filesOf(id)}/${body.data.id}`)
      .set('authorization', `Bearer ${token}`);
    assert.equal(removed.status, 204);
    assert.equal(await version(), start + 2);
    assert.deepEqual((await get(filesOf(id))).body.data, []);
    assert.equal(storedFiles().length, before);
  });

  const refused: readonly [string, string, Buffer, number, string][] = [
    ['an empty file', 'a.csv', Buffer.alloc(0), 422, 'file.empty'],
    ['another type', 'a.docx', Buffer.from('x'), 422, 'file.type_not_allowed'],
    ['a program', 'a.csv', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 422, 'file.type_mismatch'],
    ['a name with direction marks', '\u202evsc.csv', Buffer.from('a,b'), 422, 'file.name_invalid'],
    ['a name with a path', 'b\\a.csv', Buffer.from('a,b'), 422, 'file.name_invalid'],
  ];
  for (const [what, name, content, status, code] of refused) {
    it(`refuses ${what} and keeps nothing of it`, async () => {
      const before = storedFiles().length;
      const answer = await upload(name, content);
      assert.deepEqual([answer.status, answer.body.error?.details.code], [status, code]);
      assert.match(answer.body.error.message, /^[A-Z]/);
      assert.equal(storedFiles().length, before);
    });
  }

  it('refuses a request without a file, with another field, with two files, or not multipart', async () => {
    const post = () => app.http.post(filesOf(dataset)).set('authorization', `Bearer ${token}`);
    const answers = [
      await post().field('a', 'b'),
      await post().attach('other', Buffer.from('a,b'), 'a.csv'),
      await post()
        .attach('file', Buffer.from('a,b'), 'a.csv')
        .attach('file', Buffer.from('c'), 'b.csv'),
      await post().send({ file: 'x' }),
    ];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.error?.details.code]),
      answers.map(() => [422, 'upload.malformed']),
    );
  });

  it('reads no byte of an upload without a session, of a stranger, or to an unknown path', async () => {
    const before = storedFiles().length;
    const stranger = await app.tokenFor('provider.moc');
    const content = Buffer.from('甲,乙\n');
    assert.equal((await upload('a.csv', content, { by: '' })).status, 401);
    const foreign = await upload('a.csv', content, { by: stranger });
    assert.deepEqual([foreign.status, foreign.body.error.details.code], [404, 'review.not_found']);
    const unknown = await app.http.post('/no/such/path').attach('file', content, 'a.csv');
    assert.ok([404, 405].includes(unknown.status));
    assert.equal((await app.http.post('/upload').attach('files', content, 'a.csv')).status, 401);
    assert.equal(storedFiles().length, before);
  });

  it('hides files, their bytes and their text from other agencies', async () => {
    const stranger = await app.tokenFor('provider.moc');
    const [file] = (await get(filesOf(dataset))).body.data as DatasetFileView[];
    for (const url of ['', `/${file?.id}/content`, `/${file?.id}/text`]) {
      assert.equal((await get(`${filesOf(dataset)}${url}`, stranger)).status, 404);
    }
    const removal = await app.http
      .delete(`${filesOf(dataset)}/${file?.id}`)
      .set('authorization', `Bearer ${stranger}`);
    assert.equal(removal.status, 404);
  });

  it('gives a browser that saves an original the bytes by a cookie, which opens nothing else and to nobody else', async () => {
    const [file] = (await get(filesOf(dataset))).body.data as DatasetFileView[];
    const address = `${filesOf(dataset)}/${file?.id ?? ''}`;
    const byCookie = (url: string, by: string, method: 'get' | 'post' | 'delete' = 'get') =>
      app.http[method](url).set('cookie', `corpus_download=${by}`);
    const saved = await byCookie(`${address}/content`, token).buffer().parse(toBuffer);
    assert.equal((saved.body as Buffer).length, file?.bytes);
    const stranger = await app.tokenFor('provider.moc');
    assert.equal((await byCookie(`${address}/content`, stranger)).status, 404);
    assert.equal((await byCookie(`${address}/content`, 'made-up')).status, 401);
    for (const url of [`${address}/text`, filesOf(dataset), '/review-workflow/me']) {
      assert.equal((await byCookie(url, token)).status, 401, url);
    }
    assert.equal((await byCookie(address, token, 'delete')).status, 401);
    assert.equal((await byCookie(filesOf(dataset), token, 'post')).status, 401);
  });

  it('finds no file of another dataset under this one', async () => {
    const other = await newDataset(token);
    const [file] = (await get(filesOf(dataset))).body.data as DatasetFileView[];
    const answer = await get(`${filesOf(other)}/${file?.id}/content`);
    assert.deepEqual([answer.status, answer.body.error.details.code], [404, 'file.not_found']);
  });

  it('refuses by its announced size what is too large, before it is sent', async () => {
    const answer = await announce(500 * 1024 ** 2 + 70_000);
    assert.equal(answer.status, 413);
    assert.match(answer.body, /file\.too_large/);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const before = storedFiles().length;
    await breakOff();
    await pause(300);
    assert.equal(storedFiles().length, before);
  });

  function openUpload(headers: http.OutgoingHttpHeaders): http.ClientRequest {
    const address = app.strapi.server.httpServer.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return http.request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: filesOf(dataset),
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=XX',
        ...headers,
      },
    });
  }

  const partHead = '--XX\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';

  function announce(bytes: number): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const request = openUpload({ 'content-length': bytes });
      request.on('response', (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body });
          request.destroy();
        });
      });
      request.on('error', reject);
      request.write(partHead);
    });
  }

  async function breakOff(): Promise<void> {
    const request = openUpload({ 'content-length': 10_000_000 });
    request.on('error', () => undefined);
    request.write(`${partHead}${'甲,乙\n'.repeat(50_000)}`);
    await pause(300);
    request.destroy();
  }
});

function toBuffer(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
