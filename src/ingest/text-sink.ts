import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { StoredFinding } from '../contracts/dataset-files';
import { TextFacts } from '../domain/ingest/text-facts';
import type { Tokenizer } from '../domain/ingest/tokens';

/** Ends a page (PDF) or record (JSON, XML) in stored text; never part of the text itself. */
export const BOUNDARY = '\f';

const BUFFER_UNITS = 1 << 16;
/** Written text that may wait for the disk: one long wait at the end would stop the database's, too. */
const UNSYNCED_BYTES = 8 * 1024 ** 2;

export interface SinkResult {
  readonly tokens: number;
  readonly hasText: boolean;
  readonly noticed: readonly StoredFinding[];
  /** For finding near-duplicates; null where the text is too short for it. */
  readonly signature: Uint32Array | null;
}

/**
 * Takes extracted text as it comes, in a parser's process: writes it to a file, counts tokens and
 * looks at what is noteworthy. Boundaries are kept in the file and not counted.
 */
export class TextSink {
  private readonly file: number;
  private readonly counter;
  private buffer = '';
  private tokens = 0;
  private unsynced = 0;
  private hasText = false;
  private boundaries = 0;
  private readonly facts = new TextFacts();
  readonly findings: StoredFinding[] = [];

  constructor(
    path: string,
    tokenizer: Tokenizer,
    /** Share of the file read so far, 0 to 1. */
    readonly progress: (share: number) => void,
    /** What a place in this kind of file is called: pages and records are told by boundaries. */
    private readonly unit: 'page' | 'record' | 'row' | 'line',
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
    this.boundaries++;
    this.buffer = BOUNDARY;
  }

  close(): SinkResult {
    this.flush(true);
    this.tokens += this.counter.end();
    closeSync(this.file);
    const noticed = this.facts.end(this.place).filter(({ code }) => !this.isTold(code));
    const { tokens, hasText } = this;
    return { tokens, hasText, noticed, signature: this.facts.signature() };
  }

  /** Where the extractor knows better why characters cannot be read, they are not told twice. */
  private isTold(code: string): boolean {
    const known = this.findings.some((finding) => finding.code === 'text.unreadable');
    return known && /^text\.(unreadable|encoding_damage)$/.test(code);
  }

  private readonly place = (line: number): string => {
    const byLine = this.unit === 'row' || this.unit === 'line';
    return `${this.unit} ${byLine ? line : this.boundaries + 1}`;
  };

  private flush(all: boolean): void {
    // A surrogate pair is not torn apart: its first half waits for the second.
    const torn = !all && /[\ud800-\udbff]$/.test(this.buffer);
    const ready = (torn ? this.buffer.slice(0, -1) : this.buffer).toWellFormed();
    this.buffer = torn ? this.buffer.slice(-1) : '';
    this.unsynced += writeSync(this.file, ready);
    if (this.unsynced >= UNSYNCED_BYTES) {
      fdatasyncSync(this.file);
      this.unsynced = 0;
    }
    const counted = ready.startsWith(BOUNDARY) ? ready.slice(1) : ready;
    this.counter.push(counted);
    this.facts.push(counted, this.place);
    this.hasText ||= /[\p{L}\p{N}]/u.test(counted);
  }
}
