import { createHash } from 'node:crypto';
import { CHAINS, GENESIS, type ChainEntry, type ChainHead, type ChainName } from './chains';
import type { FindingCode, Report } from './findings';

export function hashOf(previous: string, payload: string): string {
  return createHash('sha256').update(`${previous}\n${payload}`).digest('hex');
}

interface WalkOptions {
  /** A head that was written down earlier and kept elsewhere. */
  readonly kept?: ChainHead | null;
  /** The first entry may have any number: part of a chain is walked. Else it must be the very first. */
  readonly trustStart?: boolean;
}

/**
 * Walks one chain from entry to entry and reports each place where it breaks. After a break it goes
 * on with what is there, so that one change is told once and a second one is found too.
 */
export class ChainWalk {
  private last = GENESIS;
  private first = true;
  /** How far entries stand behind the number in their own payload: they were renumbered. */
  private shift = 0;
  private readonly kept: ChainHead | null;
  private metKept: boolean;

  constructor(
    private readonly chain: ChainName,
    private readonly report: Report,
    private readonly options: WalkOptions = {},
  ) {
    this.kept = options.kept ?? null;
    this.metKept = this.kept === null || this.kept.seq === 0;
  }

  add(entry: ChainEntry): void {
    if (this.first) this.begin(entry);
    this.checkPlace(entry);
    const hash = hashOf(entry.previous, entry.payload);
    if (hash !== entry.hash) this.say('audit.hash_wrong', entry.seq, hash, entry.hash);
    this.checkPayload(entry);
    this.last = { seq: entry.seq, hash: entry.hash };
    this.checkKept();
  }

  /** @param head where the source says that the chain ends; null where it does not say. */
  end(head: ChainHead | null): void {
    const { seq, hash } = this.last;
    if (head === null) this.say('audit.head_missing', seq, String(seq), null);
    else if (head.seq < seq) this.say('audit.head_rolled_back', head.seq, String(seq), null);
    else if (head.seq > seq) this.say('audit.tail_removed', seq + 1, String(head.seq), null);
    else if (head.hash !== hash) this.say('audit.head_wrong', seq, hash, head.hash);
    if (this.metKept || !this.kept) return;
    const code = this.kept.seq > seq ? 'audit.kept_head_ahead' : 'audit.kept_head_not_covered';
    this.say(code, this.kept.seq > seq ? seq + 1 : this.kept.seq, String(this.kept.seq), null);
  }

  /** Takes the chain up after this entry, whose hash is believed. */
  startAfter(head: ChainHead): void {
    this.first = false;
    this.last = head;
    this.checkKept();
  }

  private begin(entry: ChainEntry): void {
    this.first = false;
    if (!this.options.trustStart || entry.seq === 1) return;
    this.startAfter({ seq: entry.seq - 1, hash: entry.previous });
  }

  /** Numbers follow one another without a gap, and so do the hashes. */
  private checkPlace(entry: ChainEntry): void {
    const expected = this.last.seq + 1;
    if (entry.seq > expected) {
      this.say('audit.entries_missing', expected, String(entry.seq - 1), null);
    } else if (entry.seq < expected) {
      this.say('audit.entry_inserted', entry.seq, String(expected), String(entry.seq));
    } else if (entry.previous !== this.last.hash) {
      this.say('audit.link_broken', entry.seq, this.last.hash, entry.previous);
    }
  }

  private checkPayload(entry: ChainEntry): void {
    const hashed = parts(entry.payload);
    if (!hashed) {
      this.say('audit.payload_unreadable', entry.seq, null, null);
      return;
    }
    this.checkNumber(entry.seq, Number(hashed[0]));
    if (entry.columns === undefined || entry.columns === entry.payload) return;
    const present = parts(entry.columns) ?? [];
    CHAINS[this.chain].fields.forEach((field, index) => {
      if (index === 0 || same(hashed[index], present[index])) return;
      this.say('audit.entry_changed', entry.seq, word(hashed[index]), word(present[index]), field);
    });
  }

  private checkNumber(seq: number, own: number): void {
    const shift = seq - own;
    if (shift === this.shift) return;
    const code = shift > this.shift ? 'audit.entry_inserted' : 'audit.entry_renumbered';
    this.say(code, seq, String(own), String(seq));
    this.shift = shift;
  }

  private checkKept(): void {
    if (this.metKept || this.last.seq !== this.kept?.seq) return;
    this.metKept = true;
    if (this.last.hash !== this.kept.hash) {
      this.say('audit.kept_head_differs', this.kept.seq, this.kept.hash, this.last.hash);
    }
  }

  private say(
    code: FindingCode,
    seq: number,
    expected: string | null,
    found: string | null,
    field?: string,
  ): void {
    const params = { ...(field !== undefined && { field }), expected, found };
    this.report({ code, chain: this.chain, seq, params });
  }
}

function parts(payload: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(payload);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
