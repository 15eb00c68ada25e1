import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { makePdf } from '../fixtures/wrong-files/make-pdf';
import { makeZip } from '../fixtures/wrong-files/make-zip';
import { wrongOdts } from '../fixtures/wrong-files/odt';
import { wrongPdfs } from '../fixtures/wrong-files/pdf';
import { wrongTexts } from '../fixtures/wrong-files/text';
import { startApp, type TestApp } from '../support/app';
import { cast, listedDataset, type Cast } from '../support/datasets';
import { prepared } from '../support/environment';
import { OfficerFiles } from '../support/officer-files';

const LIMIT = 500 * 1024 ** 2;

/** The first file of each code; tests/unit/ingest/wrong-files.test.ts has them all. */
const oneOfEachCode = [
  ...new Map(
    [...wrongPdfs, ...wrongOdts, ...wrongTexts]
      .filter(({ code }) => code !== 'accepted')
      // A name with a NUL or a line break does not survive a client's own form data.
      .filter(({ name }) => !/[\0\r\n]/.test(name))
      .map((file) => [file.code, file]),
  ).values(),
];

describe('wrong files at the service’s door', () => {
  const scratch = path.join(prepared('TEST_SCRATCH'), 'wrong-files');
  const folders = { WORK_DIR: path.join(scratch, 'work'), UPLOAD_DIR: path.join(scratch, 'tus') };
  let app: TestApp;
  let people: Cast;
  let officer: OfficerFiles;
  let stranger: net.Server;
  let connections = 0;

  before(async () => {
    app = await startApp({ env: { INGEST_WORKERS: '2', ...folders } });
    await new Promise<void>((resolve) => {
      app.strapi.server.httpServer.listen(0, '127.0.0.1', resolve);
    });
    people = await cast(app);
    officer = await OfficerFiles.of(app);
    stranger = net.createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
  });
  after(async () => {
    stranger.close();
    await app.close();
  });

  const filesBelow = (root: string) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(root, name)).isFile(),
    );
  const incoming = () => filesBelow(path.join(process.env['STORAGE_DIR'] ?? '', 'incoming'));

  it('are each refused with their code, at the door or after reading, never with a 5xx', async () => {
    assert.ok(oneOfEachCode.length >= 18, String(oneOfEachCode.length));
    const received: { id: string; code: string }[] = [];
    for (const file of oneOfEachCode) {
      const answer = await officer.upload(file.name, file.make());
      if (answer.status === 202) received.push({ id: answer.body.data.id, code: file.code });
      else {
        assert.ok(answer.status >= 400 && answer.status < 500, `${file.family} ${answer.status}`);
        assert.equal(answer.body.error.details.code, file.code);
      }
    }
    for (const { id, code } of received) {
      const file = await officer.decided(id);
      assert.deepEqual([file.state, file.findings[0]?.code], ['refused', code]);
      const { message = '' } = file.findings[0] ?? {};
      assert.match(message, /\p{Script=Han}/u);
      assert.doesNotMatch(message, /\\|\/(tmp|work|home|usr)|node:|Error| at |\{|undefined/);
    }
  });

  it('leave nothing in the folders of what is on its way', async () => {
    assert.deepEqual(incoming(), []);
    // The verdict is written a moment before its reader clears up.
    for (let tries = 0; filesBelow(folders.WORK_DIR).length > 0 && tries < 300; tries++) {
      await pause(100);
    }
    assert.deepEqual(filesBelow(folders.WORK_DIR), []);
  });

  it('make the service connect to nowhere, whatever addresses they name', async () => {
    const { port } = stranger.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/a`;
    const odt = makeZip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
      {
        name: 'content.xml',
        content:
          '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d" xmlns:xlink="x">' +
          `<office:body><office:text><text:p>文字<draw:image xlink:href="${url}"/></text:p>` +
          '</office:text></office:body></office:document-content>',
      },
    ]);
    const files: [string, Buffer][] = [
      ['實體.xml', Buffer.from(`<!DOCTYPE a [<!ENTITY b SYSTEM "${url}">]><a>&b;</a>`)],
      ['樣式.xml', Buffer.from(`<?xml-stylesheet href="${url}"?><a xmlns="${url}">文</a>`)],
      ['連結.pdf', makePdf({ catalog: `/OpenAction << /S /URI /URI (${url}) >>` })],
      ['遠端.pdf', makePdf({ catalog: `/OpenAction << /S /GoToR /F (${url}) /D [0 /Fit] >>` })],
      ['圖片.odt', odt],
      ['參照.json', Buffer.from(`{"$ref":"${url}","文":"字"}`)],
      ['公式.csv', Buffer.from(`甲\n=WEBSERVICE("${url}")\n`)],
    ];
    const added: DatasetFileView[] = [];
    for (const [name, content] of files) added.push(await officer.add(name, content));
    const states = [];
    for (const { id } of added) states.push((await officer.decided(id)).state);
    assert.ok(states.includes('accepted') && states.includes('refused'));
    assert.equal(connections, 0);
  });

  it('do nothing to the public version of the dataset that they are added to', async () => {
    const listed = await listedDataset(app, people);
    const publicFiles = async () => {
      const answer = await app.http.get(`/api/datasets/${listed.id}`);
      assert.equal(answer.status, 200);
      return (answer.body as { data: { files: unknown[] } }).data.files;
    };
    const before = await publicFiles();
    await people.provider.moved(listed.id, 'revise');
    const url = `/review-workflow/datasets/${listed.id}/files`;
    const wrong = oneOfEachCode.filter(({ code }) => /^(pdf\.damaged|csv|file\.type)/.test(code));
    for (const file of wrong) {
      await officer.signed(app.http.post(url)).attach('file', file.make(), file.name);
    }
    for (;;) {
      const { body } = await people.provider.get(url);
      const states = (body.data as DatasetFileView[]).map(({ state }) => state);
      if (!states.includes('uploaded') && !states.includes('checking')) break;
      await pause(100);
    }
    assert.deepEqual(await publicFiles(), before);
  });

  it('are too large by one byte, and not at exactly 500 × 1024² bytes', async () => {
    const whole = await sendBytes(LIMIT);
    assert.equal(whole.status, 202, whole.body);
    const { data } = JSON.parse(whole.body) as { data: DatasetFileView };
    assert.equal(data.bytes, LIMIT);
    const larger = await sendBytes(LIMIT + 1);
    assert.equal(larger.status, 413);
    assert.match(larger.body, /"file\.too_large"/);
    assert.deepEqual(incoming(), []);
    const file = await officer.decided(data.id);
    assert.equal(file.findings[0]?.code, 'encoding.unknown');
  });

  /** A CSV of that many bytes; its encoding breaks early, so that it is refused soon. */
  function sendBytes(bytes: number): Promise<{ status: number; body: string }> {
    const head = '--XX\r\ncontent-disposition: form-data; name="file"; filename="界.csv"\r\n\r\n';
    const tail = '\r\n--XX--\r\n';
    const { port } = app.strapi.server.httpServer.address() as AddressInfo;
    const request = http.request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: officer.url,
      headers: {
        authorization: `Bearer ${officer.token}`,
        'content-type': 'multipart/form-data; boundary=XX',
        'content-length': Buffer.byteLength(head) + bytes + Buffer.byteLength(tail),
      },
    });
    const block = Buffer.alloc(1 << 20, 'a,b\n');
    const first = Buffer.from(block);
    first.fill(0xff, 8_000, 8_010);
    const write = async () => {
      request.write(head);
      for (let sent = 0; sent < bytes; sent += block.length) {
        const part = (sent === 0 ? first : block).subarray(0, bytes - sent);
        if (!request.write(part)) await once(request, 'drain');
      }
      request.end(tail);
    };
    return new Promise((resolve, reject) => {
      request.once('error', reject);
      request.once('response', (response) => {
        let body = '';
        response.on('data', (part: Buffer) => (body += part.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      write().catch(reject);
    });
  }
});
