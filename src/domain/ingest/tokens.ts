import { createBytePairs, type BytePairs } from './byte-pairs';
import { pieceEnd } from './pretokens';

/** Name and version stored with every number of tokens. */
export const TOKENIZER = 'o200k_base/1';

/** Code units after which a piece without any boundary is cut, so that memory stays bounded. */
const LONGEST_PIECE = 1 << 20;

/** Lookahead a piece may depend on: the apostrophe suffix. */
const LOOKAHEAD = 4;

export interface TokenCounter {
  /** Takes the next part of the text. */
  push(part: string): void;
  /** Number of tokens of all parts together; the counter can then start again. */
  end(): number;
}

export interface Tokenizer {
  /** Exact o200k_base tokens of a text; lone surrogates count as U+FFFD. */
  count(text: string): number;
  /** Counts a text that comes in parts, with the same result however it is cut into parts. */
  counter(): TokenCounter;
}

/**
 * @param ranks Bytes of every token, in order of rank.
 */
export function createTokenizer(ranks: readonly Uint8Array[]): Tokenizer {
  const pairs = createBytePairs(ranks);
  return {
    count(text) {
      const counter = new Counter(pairs);
      counter.push(text);
      return counter.end();
    },
    counter: () => new Counter(pairs),
  };
}

class Counter implements TokenCounter {
  private pending = '';
  private scannedWithout = 0;
  private total = 0;
  private bytes = new Uint8Array(1 << 12);
  private readonly encoder = new TextEncoder();

  constructor(private readonly pairs: BytePairs) {}

  push(part: string): void {
    this.pending += part;
    // A tail that gave no boundary is looked at again only when it has doubled.
    if (this.pending.length < 2 * this.scannedWithout + LOOKAHEAD) return;
    this.take(this.pending.length - LOOKAHEAD);
    this.scannedWithout = this.pending.length;
  }

  end(): number {
    this.take(Infinity);
    const { total } = this;
    this.pending = '';
    this.scannedWithout = 0;
    this.total = 0;
    return total;
  }

  /** Counts every piece that ends before `limit`, and keeps the rest. */
  private take(limit: number): void {
    const text = this.pending;
    let at = 0;
    while (at < text.length) {
      let end = pieceEnd(text, at);
      if (end - at > LONGEST_PIECE) end = cutInside(text, at + LONGEST_PIECE);
      else if (end >= limit) break;
      this.total += this.countPiece(text, at, end);
      at = end;
    }
    this.pending = text.slice(at);
  }

  private countPiece(text: string, start: number, end: number): number {
    const most = (end - start) * 3;
    if (this.bytes.length < most) this.bytes = new Uint8Array(most * 2);
    const bytes = this.bytes;
    let length = 0;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x80) bytes[length++] = unit;
      else if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) {
        bytes[length++] = 0xe0 | (unit >> 12);
        bytes[length++] = 0x80 | ((unit >> 6) & 63);
        bytes[length++] = 0x80 | (unit & 63);
      } else {
        length = this.encoder.encodeInto(text.slice(start, end), bytes).written;
        break;
      }
    }
    return this.pairs.count(bytes, 0, length);
  }
}

function cutInside(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
