import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { tellGoal } from '../support/goal';
import { PdfDocument } from '../../src/ingest/extractors/pdf-document';

/**
 * Text of PDF pages: ours (PDFium, wasm) beside pdfjs-dist and Debian's pdftotext in one run, best
 * of several: `npm run bench:ingest:pdf-text`. pdftotext's time includes its start.
 */
const SAMPLES = path.resolve(__dirname, '../../tests/fixtures/samples/pdf');
const ROUNDS = 8;

async function ours(file: string): Promise<number> {
  const document = await PdfDocument.open(file);
  const { pageCount } = document;
  for (let index = 0; index < pageCount; index++) document.page(index);
  document.close();
  return pageCount;
}

async function pdfjs(file: string): Promise<number> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const data = new Uint8Array(readFileSync(file));
  const document = await getDocument({ data, verbosity: 0 }).promise;
  for (let number = 1; number <= document.numPages; number++) {
    await (await document.getPage(number)).getTextContent();
  }
  await document.destroy();
  return document.numPages;
}

async function pdftotext(file: string): Promise<number> {
  const { status } = spawnSync('pdftotext', ['-enc', 'UTF-8', file, '-']);
  return status === 0 ? 0 : NaN;
}

async function bestSeconds(read: (file: string) => Promise<number>, file: string) {
  let best = Infinity;
  let pages = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    pages = await read(file);
    best = Math.min(best, (performance.now() - start) / 1_000);
  }
  return { best: Number.isNaN(pages) ? NaN : best, pages };
}

async function main(): Promise<void> {
  for (const name of readdirSync(SAMPLES)) {
    const file = path.join(SAMPLES, name);
    const a = await bestSeconds(ours, file);
    const b = await bestSeconds(pdfjs, file);
    const c = await bestSeconds(pdftotext, file);
    const rate = (seconds: number) => Math.round(a.pages / seconds);
    console.log(
      `${name}: ${a.pages} pages; ours ${rate(a.best)} pages/s, pdfjs-dist ${rate(b.best)}, ` +
        `pdftotext ${rate(c.best)}; ours is ${(c.best / a.best).toFixed(2)} of pdftotext, ` +
        `${(b.best / a.best).toFixed(2)} of pdfjs-dist`,
    );
    const ratio = b.best / a.best;
    tellGoal(`${name}, ours : pdfjs-dist`, 'above 1', ratio.toFixed(2), ratio > 1);
  }
}

void main();
