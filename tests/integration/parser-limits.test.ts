import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import type { FileKind } from '../../src/contracts/dataset-files';
import { ParserDied, runParser, type ParserReport } from '../../src/ingest/run-parser';
import { makePdf, streamObject } from '../fixtures/wrong-files/make-pdf';

const CHRT = existsSync('/usr/bin/chrt');

describe('the process that reads files', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-parser-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function read(kind: FileKind, content: Buffer, signal = new AbortController().signal) {
    const file = path.join(folder, `a.${kind}`);
    const textPath = path.join(folder, `${Math.random()}.txt`);
    writeFileSync(file, content);
    const request = { path: file, name: `a.${kind}`, kind, textPath };
    return runParser({ request, bytes: content.length, signal, onProgress: () => undefined });
  }

  it('reports the text and tokens of an honest file', async () => {
    const report = await read('csv', Buffer.from('甲,乙\n1,2\n'));
    assert.deepEqual([report.refused, report.tokens], [null, 8]);
  });

  it('survives, or dies alone, on a bomb of page contents', async () => {
    const inner = deflateSync(Buffer.alloc(700 * 1024 ** 2, 'q Q '), { level: 1 });
    const bomb = streamObject('/Filter [/FlateDecode /FlateDecode]', deflateSync(inner));
    const plan = makePdf({ objects: [bomb] }).toString('latin1');
    const pdf = Buffer.from(plan.replace('/Contents 11 0 R', '/Contents 9000 0 R'), 'latin1');
    const outcome = await read('pdf', pdf).catch((error: unknown) => error);
    assert.ok(outcome instanceof ParserDied || (outcome as ParserReport).tokens >= 0);
  });

  // 100,000 pages are measured by bench/ingest/many-pages.ts.
  it('reads very many pages', async () => {
    const pages = Array.from({ length: 10_000 }, (_, index) => `page ${index}`);
    const report = await read('pdf', makePdf({ pages }));
    assert.equal(report.refused, null);
    assert.ok(report.tokens >= 20_000);
  });

  it('ends when it is told to, without a report', async () => {
    const shutdown = new AbortController();
    const reading = read('csv', Buffer.from('甲,乙\n'.repeat(2_000_000)), shutdown.signal);
    setTimeout(() => shutdown.abort(), 500);
    await assert.rejects(reading, ParserDied);
  });

  it(
    'has the lowest priority, with all its threads, once it reads for longer',
    { skip: !existsSync('/proc') },
    async () => {
      const { INGEST_NICE: kept } = process.env;
      delete process.env.INGEST_NICE;
      const shutdown = new AbortController();
      const reading = read('csv', Buffer.from('甲,乙\n'.repeat(6_000_000)), shutdown.signal);
      try {
        await until(() => childrenOfThis().some((pid) => priorityOf(pid) === 5));
        await until(() => {
          const threads = childrenOfThis().flatMap((pid) => readdirSync(`/proc/${pid}/task`));
          return (
            threads.length > 1 &&
            threads.every((thread) => priorityOf(thread) === 19 && isIdle(thread))
          );
        });
      } finally {
        shutdown.abort();
        await assert.rejects(reading, ParserDied);
        if (kept !== undefined) process.env.INGEST_NICE = kept;
      }
    },
  );

  it('knows none of the service’s secrets', { skip: !existsSync('/proc') }, async () => {
    process.env['ADMIN_JWT_SECRET'] = 'very-secret-value';
    const reading = read('csv', Buffer.from('甲,乙\n'.repeat(1_000_000)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const environments = childrenOfThis().map((pid) =>
      readFileSync(`/proc/${pid}/environ`, 'utf8'),
    );
    assert.ok(environments.every((text) => !text.includes('very-secret-value')));
    await reading;
  });
});

function childrenOfThis(): string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
}

function priorityOf(thread: string): number {
  try {
    return os.getPriority(Number(thread));
  } catch {
    return NaN;
  }
}

/** Field 41 of /proc/PID/stat: its policy, of which 5 is SCHED_IDLE. Without chrt (util-linux) it stays as it was. */
function isIdle(thread: string): boolean {
  if (!CHRT) return true;
  try {
    const stat = readFileSync(`/proc/${thread}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38] === '5';
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !isTrue();) {
    assert.ok(Date.now() < end, 'it never came true');
    await pause(50);
  }
}
