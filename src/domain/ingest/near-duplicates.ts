const BINS = 128;
const ROWS_A_BAND = 4;
const GRAM = 5;
const EMPTY = 0xffffffff;
/** Below this, texts share too little to be compared. */
const FEWEST_GRAMS = 200;

/** From this estimated Jaccard similarity on, two texts count as near-duplicates. */
export const NEAR_DUPLICATE_FROM = 0.7;

/**
 * One-permutation MinHash of the text's 5-grams of letters and digits: 128 numbers that let the
 * similarity of two texts be estimated (within about 0.05) without the texts.
 */
export class NearDuplicateSketch {
  private readonly bins = new Uint32Array(BINS).fill(EMPTY);
  private readonly window = new Uint16Array(GRAM);
  private seen = 0;

  push(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (!isWordUnit(unit)) continue;
      this.window[this.seen % GRAM] = unit | (unit >= 65 && unit <= 90 ? 32 : 0);
      this.seen++;
      if (this.seen >= GRAM) this.take();
    }
  }

  /** The signature, or null for a text that is too short to have one. */
  signature(): Uint32Array | null {
    return this.seen - GRAM + 1 < FEWEST_GRAMS ? null : this.bins;
  }

  private take(): void {
    let hash = 0x811c9dc5;
    for (let back = 0; back < GRAM; back++) {
      const unit = this.window[(this.seen + back) % GRAM] as number;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    hash = mix(hash);
    const bin = hash >>> 25;
    const value = mix(hash ^ 0x9e3779b9) >>> 0;
    if (value < (this.bins[bin] as number)) this.bins[bin] = value;
  }
}

function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Letters and digits of Latin and of East Asian scripts; spaces and punctuation are no text. */
function isWordUnit(unit: number): boolean {
  if (unit < 0x80) {
    return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
  }
  return unit >= 0xc0 && !(unit >= 0x2000 && unit <= 0x303f) && !(unit >= 0xff00 && unit <= 0xff0f);
}

/**
 * Keys under which a signature is found again: similar texts share at least one of the 32 nearly
 * always from 0.7 on. Signed 32-bit integers, as PostgreSQL stores them.
 */
export function bandKeys(signature: Uint32Array): number[] {
  const keys: number[] = [];
  for (let start = 0; start < BINS; start += ROWS_A_BAND) {
    let hash = 0x811c9dc5 ^ start;
    let filled = 0;
    for (let row = start; row < start + ROWS_A_BAND; row++) {
      const value = signature[row] as number;
      if (value !== EMPTY) filled++;
      hash = mix(Math.imul(hash ^ value, 0x01000193));
    }
    if (filled === ROWS_A_BAND) keys.push(hash | 0);
  }
  return keys;
}

/** Estimated Jaccard similarity of the texts behind two signatures, 0 to 1. */
export function similarity(one: Uint32Array, other: Uint32Array): number {
  let equal = 0;
  let compared = 0;
  for (let bin = 0; bin < BINS; bin++) {
    if (one[bin] === EMPTY && other[bin] === EMPTY) continue;
    compared++;
    if (one[bin] === other[bin]) equal++;
  }
  return compared === 0 ? 0 : equal / compared;
}
