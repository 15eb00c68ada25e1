import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { draftFromFiles } from '../../src/ingest/draft/draft-service';
import {
  draftRemotely,
  remoteDrafterOf,
  type RemoteDrafter,
} from '../../src/ingest/draft/remote-draft';
import type { FileRow } from '../../src/ingest/file-rows';
import { createLocalStorage } from '../../src/ingest/local-storage';

const TEXT =
  '個人資料保護法規範個人資料之蒐集、處理及利用。資料集收錄數位發展部的開放資料。\n'.repeat(30);

type Answer = (response: http.ServerResponse) => void;

describe('drafting by an OpenAI-compatible end point', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-draft-'));
  const file = path.join(folder, 'a.txt');
  const asked: { path: string; headers: http.IncomingHttpHeaders; body: string }[] = [];
  const warnings: string[] = [];
  const log = { warn: (message: string) => void warnings.push(message) };
  let answer: Answer;
  let server: http.Server;
  let drafter: RemoteDrafter;

  before(async () => {
    writeFileSync(file, TEXT);
    server = http.createServer((request, response) => {
      response.on('error', () => undefined);
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        asked.push({ path: request.url ?? '', headers: request.headers, body });
        answer(response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    drafter = remoteDrafterOf({
      DRAFT_API_URL: `http://127.0.0.1:${String(port)}/v1/`,
      DRAFT_API_KEY: 'a-key',
      DRAFT_MODEL: 'a-model',
      DRAFT_TIMEOUT_MS: '1000',
    })!;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const saying =
    (content: string): Answer =>
    (response) =>
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));

  const ask = () => draftRemotely(drafter, [{ name: '法.txt', path: file }], log);

  async function draft() {
    const storage = createLocalStorage(path.join(folder, 'storage'));
    await storage.put({ key: 'texts/ab/cd', body: Readable.from([TEXT]) });
    const row = { state: 'accepted', name: '法.txt', text_key: 'texts/ab/cd' } as FileRow;
    const cacheFolder = path.resolve(__dirname, '../../.data/cache');
    const folders = { workFolder: path.join(folder, 'work'), cacheFolder };
    return draftFromFiles({ storage, ...folders, remote: drafter, log }, [row]);
  }

  it('sends the beginning of the texts, and takes description and keywords', async () => {
    answer = saying(
      '```json\n{"description":"一段\\n描述。","keywords":["個資","法規",7,""]}\n```',
    );
    assert.deepEqual(await draft(), { description: '一段 描述。', keywords: ['個資', '法規'] });
    const [request] = asked;
    assert.equal(request?.path, '/v1/chat/completions');
    assert.equal(request.headers.authorization, 'Bearer a-key');
    const body = JSON.parse(request.body) as { model: string; messages: { content: string }[] };
    assert.equal(body.model, 'a-model');
    assert.ok(body.messages.some(({ content }) => content.includes('個人資料之蒐集')));
  });

  const failures: readonly (readonly [string, Answer])[] = [
    ['answers 500', (response) => response.writeHead(500).end('{}')],
    ['answers 429', (response) => response.writeHead(429).end()],
    ['does not answer in time', () => undefined],
    [
      'begins to answer and falls silent',
      (response) => response.writeHead(200).write('{"choices":'),
    ],
    ['breaks off', (response) => response.destroy()],
    ['answers no JSON', (response) => response.end('<html>busy</html>')],
    ['answers JSON of another shape', (response) => response.end('{"choices":"none"}')],
    ['says no JSON', saying('我無法協助。')],
    ['says JSON of another shape', saying('{"description":["a"],"keywords":"b"}')],
    ['says no keywords', saying('{"description":"描述","keywords":[]}')],
    [
      'sends us elsewhere',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    [
      'answers without end',
      (response) => {
        const more = () => {
          if (!response.destroyed) response.write('x'.repeat(65_536), more);
        };
        more();
      },
    ],
  ];
  for (const [what, how] of failures) {
    it(`goes without it where it ${what}`, async () => {
      answer = how;
      const before = warnings.length;
      assert.equal(await ask(), null);
      assert.equal(warnings.length, before + 1);
      assert.doesNotMatch(warnings.at(-1) ?? '', /a-key|個人資料/);
    });
  }

  it('drafts here when it fails, and leaves nothing behind', async () => {
    answer = (response) => response.writeHead(503).end();
    const { description, keywords } = await draft();
    assert.match(description, /個人資料/);
    assert.ok(keywords.length >= 1);
    assert.deepEqual(readdirSync(path.join(folder, 'work')), []);
  });
});
