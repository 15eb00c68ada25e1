import { pipeline } from 'node:stream/promises';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import yauzl from 'yauzl';
import { FileRefused } from '../../domain/ingest/findings';
import type { TextSink } from '../text-sink';
import { inspectEntry, type ArchiveFacts } from './odt-entries';

const MIME_TYPE = 'application/vnd.oasis.opendocument.text';
/** Unpacked size of content.xml and of what else is read, in bytes. */
const MAX_CONTENT_BYTES = 512 * 1024 ** 2;
const MAX_SMALL_BYTES = 4 * 1024 ** 2;
const MAX_DEPTH = 1_000;

/** Paragraphs and headings, one a line; notes, cells and lists in reading order. */
export async function extractOdt(file: { path: string }, sink: TextSink): Promise<void> {
  try {
    await readArchive(file.path, sink);
  } catch (error) {
    if (error instanceof FileRefused || isSystemError(error)) throw error;
    throw new FileRefused(isPathError(error) ? 'archive.path' : 'odt.damaged');
  }
}

function isSystemError(error: unknown): boolean {
  return /^(ENOENT|EIO|EMFILE|EACCES)$/.test((error as { code?: string } | null)?.code ?? '');
}

function isPathError(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  return /relative path|absolute path|invalid characters in fileName/.test(message);
}

async function readArchive(path: string, sink: TextSink): Promise<void> {
  const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true });
  try {
    const facts: ArchiveFacts = { names: new Set(), totalBytes: 0 };
    const wanted = new Map<string, yauzl.Entry>();
    for await (const entry of zip.eachEntry()) {
      inspectEntry(entry, facts);
      if (/^(mimetype|META-INF\/manifest\.xml|content\.xml)$/.test(entry.fileName)) {
        wanted.set(entry.fileName, entry);
      }
    }
    await checkType(zip, wanted);
    const content = wanted.get('content.xml');
    if (!content) throw new FileRefused('odt.damaged');
    await readContent({ zip, entry: content, sink });
  } finally {
    zip.close();
  }
}

async function checkType(zip: yauzl.ZipFile, wanted: Map<string, yauzl.Entry>): Promise<void> {
  const manifest = wanted.get('META-INF/manifest.xml');
  const manifestText = manifest ? await readSmall(zip, manifest) : '';
  if (/<manifest:encryption-data\b/.test(manifestText)) throw new FileRefused('odt.encrypted');
  const mimetype = wanted.get('mimetype');
  const type = mimetype ? (await readSmall(zip, mimetype)).trim() : null;
  const declared = /manifest:full-path="\/"[^>]*|manifest:media-type="[^"]*"[^>]*full-path="\/"/;
  const named = type ?? (declared.exec(manifestText)?.[0].includes(MIME_TYPE) ? MIME_TYPE : '');
  if (named !== MIME_TYPE) {
    throw new FileRefused('file.type_mismatch', { params: { expected: 'odt' } });
  }
}

async function readSmall(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  if (entry.uncompressedSize > MAX_SMALL_BYTES) throw new FileRefused('archive.bomb');
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function readContent(source: {
  zip: yauzl.ZipFile;
  entry: yauzl.Entry;
  sink: TextSink;
}): Promise<void> {
  const { entry, sink } = source;
  if (entry.uncompressedSize > MAX_CONTENT_BYTES) throw new FileRefused('archive.bomb');
  const parser = contentParser(sink);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  // yauzl fails the stream when it inflates to another size than declared.
  await pipeline(await source.zip.openReadStreamPromise(entry), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      read += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      sink.progress(read / entry.uncompressedSize);
    }
  });
  parser.write(decoder.decode());
  parser.close();
}

const LINES = new Set(['text:p', 'text:h']);
/** What is not part of the text that a reader of the document sees. */
const SKIPPED = new Set(['text:tracked-changes', 'office:annotation', 'office:scripts']);

function contentParser(sink: TextSink): SaxesParser {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let lines = 0;
  let skipped = 0;
  parser.on('doctype', () => {
    throw new FileRefused('odt.damaged');
  });
  parser.on('opentag', (tag) => {
    if (++depth > MAX_DEPTH) throw new FileRefused('odt.damaged');
    if (SKIPPED.has(tag.name)) skipped++;
    if (LINES.has(tag.name)) lines++;
    else if (lines > 0 && skipped === 0) sink.write(spacing(tag));
  });
  parser.on('closetag', (tag) => {
    depth--;
    if (SKIPPED.has(tag.name)) skipped--;
    if (!LINES.has(tag.name)) return;
    lines--;
    if (skipped === 0) sink.write('\n');
  });
  parser.on('text', (text) => {
    if (lines > 0 && skipped === 0) sink.write(text.replace(/\s+/g, ' '));
  });
  return parser;
}

function spacing(tag: SaxesTagPlain): string {
  if (tag.name === 'text:tab') return '\t';
  if (tag.name === 'text:line-break') return '\n';
  if (tag.name !== 'text:s') return '';
  const count = Number(tag.attributes['text:c'] ?? 1);
  return ' '.repeat(Math.min(Math.max(count || 1, 1), 1_000));
}
