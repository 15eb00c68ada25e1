import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Big5Shape } from '../../domain/ingest/big5-shape';
import { utf16Of } from '../../domain/ingest/detect-kind';
import { FileRefused, warning } from '../../domain/ingest/findings';
import type { TextSink } from '../text-sink';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'big5';

const CHUNK_BYTES = 1 << 18;

/** The characters of a text file in parts, without a byte order mark; reports progress. */
export async function* decodeFile(path: string, sink: TextSink): AsyncGenerator<string> {
  const encoding = await detectEncoding(path);
  if (encoding !== 'utf-8') {
    const params = { encoding: encoding.toUpperCase() };
    sink.findings.push({ ...warning('text.not_utf8', { params }), severity: 'info' });
  }
  const { size } = await stat(path);
  const decoder = new TextDecoder(encoding, { fatal: true });
  let read = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      read += (chunk as Buffer).length;
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (text !== '') yield text;
      sink.progress(read / size);
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    if (error instanceof TypeError) throw new FileRefused('encoding.unknown');
    throw error;
  }
}

/** @throws FileRefused encoding.unknown */
export async function detectEncoding(path: string): Promise<Encoding> {
  const head = await readHead(path);
  const utf16 = utf16Of(head);
  if (utf16) return utf16;
  if (await decodes(path, 'utf-8')) return 'utf-8';
  if (await isBig5(path)) return 'big5';
  throw new FileRefused('encoding.unknown');
}

async function readHead(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: 1023 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function decodes(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      decoder.decode(chunk as Buffer, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function isBig5(path: string): Promise<boolean> {
  const shape = new Big5Shape();
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    if (!shape.push(chunk as Buffer)) return false;
  }
  return shape.end() && (await decodes(path, 'big5'));
}
