import { closeSync, openSync, writeSync } from 'node:fs';
import type { StoredFinding } from '../contracts/dataset-files';
import type { Tokenizer } from '../domain/ingest/tokens';

/** Ends a page (PDF) or record (JSON, XML) in stored text; never part of the text itself. */
export const BOUNDARY = '\f';

const BUFFER_UNITS = 1 << 16;

/**
 * Takes extracted text as it comes, in a parser's process: writes it to a file, counts tokens and
 * looks for damage. Boundaries are kept in the file and not counted.
 */
export class TextSink {
  private readonly file: number;
  private readonly counter;
  private buffer = '';
  private tokens = 0;
  private damaged = 0;
  private hasText = false;
  readonly findings: StoredFinding[] = [];

  constructor(
    path: string,
    tokenizer: Tokenizer,
    /** Share of the file read so far, 0 to 1. */
    readonly progress: (share: number) => void,
  ) {
    this.file = openSync(path, 'wx', 0o600);
    this.counter = tokenizer.counter();
  }

  write(text: string): void {
    this.buffer += text.includes(BOUNDARY) ? text.replaceAll(BOUNDARY, ' ') : text;
    if (this.buffer.length >= BUFFER_UNITS) this.flush(false);
  }

  /** Ends a page or record. */
  boundary(): void {
    this.flush(true);
    this.tokens += this.counter.end();
    this.buffer = BOUNDARY;
  }

  close(): { tokens: number; damaged: number; hasText: boolean } {
    this.flush(true);
    this.tokens += this.counter.end();
    closeSync(this.file);
    return { tokens: this.tokens, damaged: this.damaged, hasText: this.hasText };
  }

  private flush(all: boolean): void {
    // A surrogate pair is not torn apart: its first half waits for the second.
    const torn = !all && /[\ud800-\udbff]$/.test(this.buffer);
    const ready = (torn ? this.buffer.slice(0, -1) : this.buffer).toWellFormed();
    this.buffer = torn ? this.buffer.slice(-1) : '';
    writeSync(this.file, ready);
    const counted = ready.startsWith(BOUNDARY) ? ready.slice(1) : ready;
    this.counter.push(counted);
    this.hasText ||= /[\p{L}\p{N}]/u.test(counted);
    if (counted.includes('\ufffd')) this.damaged += counted.split('\ufffd').length - 1;
  }
}
