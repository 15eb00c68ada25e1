import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { createLocalStorage } from '../../src/ingest/local-storage';
import type { DownloadDataset } from '../../src/public/downloads/find';
import { restExporter, stopExporter, takeExporter } from '../../src/public/exports/exporters';
import type { ExportRow } from '../../src/public/exports/rows';
import { runExport } from '../../src/public/exports/run-export';
import type { ExportFormat, MadeShard } from '../../src/public/exports/shards';

const PAGE = '語料庫的一頁文字。'.repeat(100);
const PAGES = 40;

describe('the process that makes an export', () => {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'export-process-'));
  const workFolder = path.join(scratch, 'work');
  const storage = createLocalStorage(path.join(scratch, 'storage'));
  before(async () => {
    for (const key of ['text/one', 'text/two']) {
      await storage.put({ key, body: Readable.from([Array(PAGES).fill(PAGE).join('\f')]) });
    }
  });
  after(() => {
    stopExporter();
    rmSync(scratch, { recursive: true, force: true });
  });

  const dataset = (...texts: string[]): DownloadDataset => ({
    ...{ documentId: 'd', identifier: '00000001', name: '名', isOpen: true, etag: 'e' },
    body: JSON.stringify({ identifier: '00000001', name: '名', languages: ['zh-Hant'] }),
    files: texts.map((textKey, index) => ({
      ...{ documentId: `f${String(index)}`, name: `${String(index)}.pdf`, kind: 'pdf', bytes: 1 },
      ...{ sha256: '', tokens: 0, storageKey: 'k', textKey },
    })),
  });

  async function run(
    of: DownloadDataset,
    format: ExportFormat = 'jsonl',
    shutdown = new AbortController(),
    whenStored = () => {},
  ) {
    const made: (MadeShard & { content: Buffer })[] = [];
    await runExport({
      ...{ dataset: of, format, storage, workFolder },
      maxUnits: PAGE.length * 16,
      signal: shutdown.signal,
      store: async (shard) => {
        assert.equal(readdirSync(path.dirname(shard.path)).length, 1, 'one shard at a time');
        made.push({ ...shard, content: readFileSync(shard.path) });
        whenStored();
      },
    });
    return made;
  }

  it('hands over shards that run across files, each once it is made, and leaves nothing behind', async () => {
    const made = await run(dataset('text/one', 'text/two'));
    assert.deepEqual(
      made.map(({ rows }) => rows),
      [16, 16, 16, 16, 16],
    );
    const rows = Buffer.concat(made.map(({ content }) => content))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ExportRow);
    assert.deepEqual(
      rows.map(({ id }) => id),
      [0, 1].flatMap((f) =>
        Array.from({ length: PAGES }, (_, n) => `00000001/f${String(f)}/${String(n + 1)}/1`),
      ),
    );
    assert.ok(rows.every(({ text, tokens }) => text === PAGE && tokens > 100));
    for (const { content, sha256, bytes } of made) {
      assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
      assert.equal(content.length, bytes);
    }
    assert.deepEqual(readdirSync(workFolder), []);
  });

  it('makes one after another, and is replaced where it was killed meanwhile', async () => {
    const first = takeExporter();
    restExporter(first);
    const made = await run(dataset('text/one'));
    const again = await run(dataset('text/one'), 'parquet');
    const second = takeExporter();
    assert.equal(second.pid, first.pid);
    restExporter(second);
    const gone = once(second, 'exit');
    // It rests without holding up anybody, this test neither.
    second.ref();
    second.kill('SIGKILL');
    await gone;
    const after = await run(dataset('text/one'));
    assert.deepEqual(
      after.map(({ sha256 }) => sha256),
      made.map(({ sha256 }) => sha256),
    );
    assert.equal(again.length, made.length);
    const third = takeExporter();
    assert.notEqual(third.pid, first.pid);
    restExporter(third);
    third.ref();
    stopExporter();
    await once(third, 'exit');
  });

  it('is ended with the service, and leaves nothing behind', async () => {
    const shutdown = new AbortController();
    const files = dataset('text/one', 'text/two');
    await assert.rejects(run(files, 'parquet', shutdown, () => shutdown.abort()));
    assert.deepEqual(readdirSync(workFolder), []);
  });

  it('fails, to be tried again, where a text is not there', async () => {
    await assert.rejects(run(dataset('text/one', 'text/none')));
    assert.deepEqual(readdirSync(workFolder), []);
  });
});
