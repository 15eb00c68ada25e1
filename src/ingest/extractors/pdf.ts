import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { FileRefused, formatRanges, warning } from '../../domain/ingest/findings';
import type { TextSink } from '../text-sink';
import { PdfDocument } from './pdf-document';
import { PdfNotes } from './pdf-notes';
import { inspectObjects } from './pdf-objects';

const TAIL_BYTES = 64 * 1024;
/** What may follow the end mark: blanks and padding. */
const MAX_TRAILING = 1024;
const PAGES_IN_ONE_GO = 16;

/**
 * The text layer, page by page, and behind each page's what stands on its form fields; refuses what is
 * encrypted, damaged, scanned or active.
 */
export async function extractPdf(file: { path: string }, sink: TextSink): Promise<void> {
  await checkTail(file.path);
  const document = await PdfDocument.open(file.path);
  try {
    if (document.encrypted) throw new FileRefused('pdf.encrypted');
    if (document.active) throw new FileRefused('pdf.active_content');
    inspectObjects(file.path);
    await readPages(document, sink);
  } finally {
    document.close();
  }
}

/** A file cut short has no end mark; a second file behind the mark is not part of the PDF. */
async function checkTail(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const tail = buffer.toString('latin1');
    const end = tail.lastIndexOf('%%EOF');
    if (end < 0) throw new FileRefused('pdf.damaged');
    const trailing = tail.slice(end + 5).replace(/[\s\0]+/g, '');
    if (trailing.length > MAX_TRAILING || /<\w|PK\x03\x04/.test(trailing)) {
      throw new FileRefused('file.type_mismatch', { params: { expected: 'pdf' } });
    }
  } finally {
    await handle.close();
  }
}

async function readPages(document: PdfDocument, sink: TextSink): Promise<void> {
  const { pageCount } = document;
  if (pageCount === 0) throw new FileRefused('pdf.damaged');
  const scanned: number[] = [];
  const empty: number[] = [];
  const notes = new PdfNotes();
  for (let index = 0; index < pageCount; index++) {
    // Lets a parser notice that the process it works for is gone.
    if (index % PAGES_IN_ONE_GO === 0) await setImmediate();
    const page = document.page(index);
    const { text, fields } = page;
    notes.take(page, index + 1);
    if (page.picture) scanned.push(index + 1);
    else if (text.trim() === '' && fields.length === 0) empty.push(index + 1);
    for (const part of [text, ...fields]) {
      sink.write(part.endsWith('\n') || part === '' ? part : `${part}\n`);
    }
    sink.boundary();
    sink.progress((index + 1) / pageCount);
  }
  judgePages({ pageCount, scanned, empty }, sink);
  sink.findings.push(...notes.findings());
}

/** A picture as the cover of a document that has text is no scan. */
function judgePages(
  pages: { pageCount: number; scanned: number[]; empty: number[] },
  sink: TextSink,
): void {
  const { pageCount, scanned, empty } = pages;
  const onlyCover = scanned.length === 1 && scanned[0] === 1 && pageCount > 1 + empty.length;
  if (scanned.length > 0 && !onlyCover) {
    throw new FileRefused('pdf.scanned', {
      place: `page ${formatRanges(scanned)}`,
      count: scanned.length,
      params: { pages: formatRanges(scanned) },
    });
  }
  const textless = onlyCover ? [1, ...empty] : empty;
  if (textless.length > 0) {
    const pageList = formatRanges(textless);
    const params = { pages: pageList };
    sink.findings.push(
      warning('text.empty_pages', { place: `page ${pageList}`, count: textless.length, params }),
    );
  }
}
