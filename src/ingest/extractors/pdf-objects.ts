import { closeSync, openSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { FileRefused } from '../../domain/ingest/findings';

/** Scripts, programs to start, files inside: names that no text document needs. */
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?=[\s/<>[\]()%]|$)/;

/** Packed bytes of one object stream, and what it may unpack to. */
const MAX_OBJECT_STREAM = 32 * 1024 ** 2;
const MAX_UNPACKED = 64 * 1024 ** 2;

/** Bytes kept from one part to the next, so that no keyword is torn: longer than a dictionary. */
const OVERLAP = 4096;

/** Bytes read at a time. */
const PART = 1 << 20;

/**
 * Looks through the objects of a PDF, also those in object streams, for active content. Page
 * contents and pictures are skipped: their bytes may look like anything.
 *
 * @throws FileRefused pdf.active_content, archive.bomb
 */
export function refuseActiveContent(path: string): void {
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
  /** Bytes of the object stream that is being read; null in any other stream. */
  private packed: Buffer[] | null = null;
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
      this.packed = /\/ObjStm\b/.test(lastObject) ? [] : null;
      this.packedBytes = 0;
    }
    return true;
  }

  private leaveStream(): boolean {
    const at = this.pending.indexOf('endstream');
    if (at < 0) return false;
    this.consume(at, true);
    this.pending = this.pending.subarray(9);
    if (this.packed) refuseNames(unpack(Buffer.concat(this.packed)));
    this.inStream = false;
    this.packed = null;
    return true;
  }

  private keepPacked(part: Buffer): void {
    if (!this.packed) return;
    this.packedBytes += part.length;
    if (this.packedBytes > MAX_OBJECT_STREAM) throw new FileRefused('pdf.damaged');
    this.packed.push(Buffer.from(part));
  }
}

function unpack(packed: Buffer): Buffer {
  const start = packed[0] === 13 ? (packed[1] === 10 ? 2 : 1) : packed[0] === 10 ? 1 : 0;
  try {
    const options = { maxOutputLength: MAX_UNPACKED, finishFlush: 2 };
    return inflateSync(packed.subarray(start), options);
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
