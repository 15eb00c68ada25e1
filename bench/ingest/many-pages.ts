import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runParser } from '../../src/ingest/run-parser';
import { wrongOdts } from '../../tests/fixtures/wrong-files/odt';
import { wrongPdfs } from '../../tests/fixtures/wrong-files/pdf';
import { wrongTexts } from '../../tests/fixtures/wrong-files/text';
import { makePdf } from '../../tests/fixtures/wrong-files/make-pdf';
import { tellGoal } from '../support/goal';
import { judge } from '../../tests/support/ingest';

/**
 * `npm run bench:ingest:many-pages [pages]`: time of a PDF of 100,000 pages, and of the slowest
 * of the wrong files.
 */
const pages = Number(process.argv[2] ?? 100_000);

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-bench-'));
  const file = path.join(folder, 'a.pdf');
  const content = makePdf({ pages: Array.from({ length: pages }, (_, index) => `page ${index}`) });
  writeFileSync(file, content);
  const began = performance.now();
  const report = await runParser({
    request: { path: file, name: 'a.pdf', kind: 'pdf', textPath: path.join(folder, 'text') },
    bytes: content.length,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const seconds = (performance.now() - began) / 1_000;
  rmSync(folder, { recursive: true });
  console.log(
    `${pages} pages: ${report.refused?.code ?? 'accepted'} in ${seconds.toFixed(1)} s ` +
      `(${Math.round(pages / seconds)} pages/s)`,
  );
  const times: { ms: number; family: string }[] = [];
  for (const wrong of [...wrongPdfs, ...wrongOdts, ...wrongTexts]) {
    const bytes = wrong.make();
    const start = performance.now();
    await judge(wrong.name, bytes);
    times.push({ ms: Math.round(performance.now() - start), family: wrong.family });
  }
  times.sort((a, b) => b.ms - a.ms);
  console.log(`${times.length} wrong files; the slowest:`, times.slice(0, 5));
  tellGoal(`${pages} pages`, '60 s', `${seconds.toFixed(1)} s`, seconds < 60);
  const slowest = (times[0]?.ms ?? 0) / 1_000;
  tellGoal('the slowest of the wrong files', '10 s', `${slowest.toFixed(1)} s`, slowest < 10);
}

void main();
