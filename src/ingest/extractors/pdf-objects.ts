import { closeSync, openSync, readSync } from 'node:fs';
import { constants, inflateSync } from 'node:zlib';
import { FileRefused } from '../../domain/ingest/findings';

/** Scripts, programs to start, files inside, forms that are programs: no text document needs them. */
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?=[\s/<>[\]()%]|$)/;

/** Packed bytes of one object stream, and what it may unpack to. */
const MAX_OBJECT_STREAM = 32 * 1024 ** 2;
const MAX_UNPACKED = 64 * 1024 ** 2;
/** Packed bytes of another stream that is tried for damage; larger ones are not text. */
const MAX_TRIED_STREAM = 8 * 1024 ** 2;
/** Bytes behind packed data: line ends, and the padding of some programs. */
const MAX_AFTER_DATA = 64;

/** Between objects everything but names and strings is ASCII, zeros are at most padding. */
const NAMES_AND_STRINGS = /\/[^\s\0()<>[\]{}/%]{1,127}|\((?:[^()\\]|\\[^])*\)|%[^\r\n]*/g;

const RUINS = /[\x01-\x08\x0e-\x1f\x7f-\xff]{8,}|\0{64,}/;

/** Bytes kept from one part to the next, so that no keyword is torn: longer than a dictionary. */
const OVERLAP = 4096;

/** Bytes read at a time. */
const PART = 1 << 20;

/**
 * Looks through the objects of a PDF, also those in object streams, for active content, and for
 * ruins: PDFium repairs what it can and leaves out the rest without a word. Of pictures neither
 * the bytes nor their damage are looked at.
 *
 * @throws FileRefused pdf.active_content, archive.bomb, pdf.damaged
 */
export function inspectObjects(path: string): void {
  const file = openSync(path, 'r');
  try {
    const scan = new ObjectScan();
    // One buffer for the whole file: what a part leaves over moves to its front.
    const buffer = Buffer.allocUnsafe(PART + OVERLAP);
    let kept = 0;
    for (let read = 1; read > 0;) {
      read = readSync(file, buffer, kept, PART, null);
      const rest = scan.push(buffer.subarray(0, kept + read));
      kept = rest.length;
      rest.copy(buffer, 0);
    }
    scan.end(buffer.subarray(0, kept));
  } finally {
    closeSync(file);
  }
}

class ObjectScan {
  private pending: Buffer = Buffer.alloc(0);
  private inStream = false;
  /** Where no part was handed on yet of what stands between two streams. */
  private betweenStreams = true;
  private wanted: Wanted = 'nothing';
  private packed: Buffer[] = [];
  private packedBytes = 0;

  /** @returns what must be there again at the front of the next part */
  push(part: Buffer): Buffer {
    this.pending = part;
    while (this.inStream ? this.leaveStream() : this.enterStream()) continue;
    const keep = Math.min(this.pending.length, OVERLAP);
    this.consume(this.pending.length - keep, false);
    return this.pending;
  }

  end(rest: Buffer): void {
    if (!this.inStream) refuseNames(rest);
  }

  /** Takes bytes off the front: objects are looked at, stream data kept only if wanted. */
  private consume(length: number, whole: boolean): void {
    const part = this.pending.subarray(0, length);
    if (this.inStream) this.keepPacked(part);
    else refuseNames(whole ? part : this.pending);
    if (!this.inStream && whole && this.betweenStreams) refuseRuins(part);
    this.betweenStreams &&= whole;
    this.pending = this.pending.subarray(length);
  }

  private enterStream(): boolean {
    const at = this.pending.indexOf('stream');
    // The byte after the keyword decides; where it is not read yet, the next part begins before it.
    if (at < 0 || at + 6 >= this.pending.length) return false;
    const after = this.pending[at + 6];
    const isStart =
      (after === 10 || after === 13) && /(>>|\s)$/.test(latin1(this.pending, at - 2, at));
    const dictionary = latin1(this.pending, at - OVERLAP, at);
    this.consume(at + 6, true);
    if (isStart) {
      this.inStream = true;
      const lastObject = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
      this.wanted = wantedOf(lastObject);
      this.packed = [];
      this.packedBytes = 0;
    }
    return true;
  }

  private leaveStream(): boolean {
    const at = this.pending.indexOf('endstream');
    if (at < 0) return false;
    this.consume(at, true);
    this.pending = this.pending.subarray(9);
    if (this.wanted === 'objects') refuseNames(unpack(Buffer.concat(this.packed)));
    if (this.wanted === 'wholeness') refuseDamage(Buffer.concat(this.packed));
    this.inStream = false;
    this.betweenStreams = true;
    this.wanted = 'nothing';
    return true;
  }

  private keepPacked(part: Buffer): void {
    if (this.wanted === 'nothing') return;
    this.packedBytes += part.length;
    if (this.wanted === 'objects' && this.packedBytes > MAX_OBJECT_STREAM) {
      throw new FileRefused('pdf.damaged');
    }
    if (this.wanted === 'wholeness' && this.packedBytes > MAX_TRIED_STREAM) {
      this.wanted = 'nothing';
      this.packed = [];
    } else this.packed.push(Buffer.from(part));
  }
}

/** What is looked at in a stream, by its dictionary. */
type Wanted = 'nothing' | 'objects' | 'wholeness';

function wantedOf(dictionary: string): Wanted {
  if (/\/ObjStm\b/.test(dictionary)) return 'objects';
  const packedOnce = /\/Filter\s*(\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/.test(dictionary);
  return packedOnce && !/\/Subtype\s*\/Image\b/.test(dictionary) ? 'wholeness' : 'nothing';
}

/** Packed data carry a checksum: what does not unpack was changed after it was written. */
function refuseDamage(packed: Buffer): void {
  try {
    const { bytesWritten: read } = inflate(packed, constants.Z_FINISH).engine;
    if (packed.length - read > MAX_AFTER_DATA) throw new FileRefused('pdf.damaged');
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const { code } = error as { code?: string };
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') throw new FileRefused('pdf.damaged');
  }
}

function refuseRuins(objects: Buffer): void {
  const text = objects.toString('latin1');
  if (RUINS.test(text) && RUINS.test(text.replace(NAMES_AND_STRINGS, ' '))) {
    throw new FileRefused('pdf.damaged');
  }
}

function inflate(
  packed: Buffer,
  finishFlush: number,
): { buffer: Buffer; engine: { bytesWritten: number } } {
  const start = packed[0] === 13 ? (packed[1] === 10 ? 2 : 1) : packed[0] === 10 ? 1 : 0;
  const options = { maxOutputLength: MAX_UNPACKED, finishFlush, info: true };
  // With `info` the answer is this object; the types know only the other form.
  return inflateSync(packed.subarray(start), options) as unknown as ReturnType<typeof inflate>;
}

function unpack(packed: Buffer): Buffer {
  try {
    // As much as there is: a reader, too, would take what can be unpacked.
    return inflate(packed, constants.Z_SYNC_FLUSH).buffer;
  } catch (error) {
    const bomb = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    if (bomb) throw new FileRefused('archive.bomb');
    return Buffer.from(packed);
  }
}

function refuseNames(objects: Buffer): void {
  const text = objects.toString('latin1');
  const plain = text.includes('#')
    ? text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
  if (ACTIVE.test(plain)) throw new FileRefused('pdf.active_content');
}

function latin1(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', Math.max(start, 0), end);
}
