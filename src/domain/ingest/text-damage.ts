import type { StoredFinding } from './file-facts';
import { warning } from './findings';
import { otherHanForms } from './han-forms';

/** Nothing of what is looked for stands in a line without one of these. */
const SUSPECT =
  /[\u0080-\u00ff\u0180-\u1fff\u2c00-\u2fdf\u3400-\u4dbf\ua000-\uabff\ud87e\ue000-\ufaff\ufffd]/;

const REPLACED = /\ufffd/g;
/** UTF-8 that was once read as Latin-1 or Windows-1252: three characters for one of Chinese. */
const READ_AS_LATIN =
  /[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2}/g;
/** The private use area, without the symbols of fonts such as Wingdings, which stand at F000. */
const PRIVATE = /[\ue000-\uefff\uf100-\uf8ff]/g;
/** Letters that a text of Taiwan has few of, and never of many kinds. */
const RARE = /[\u0180-\u02af\u0370-\u1fff\u2c00-\u2dff\u3400-\u4dbf\ua000-\uabff]/g;

/** A font without a table of characters gives letters of this many blocks of 256 and more. */
const BLOCKS_OF_NOISE = 8;
const SHARE_OF_NOISE = 0.05;
const FEWEST_LETTERS = 50;
const SAMPLE_LENGTH = 12;

interface Hits {
  count: number;
  place: string | null;
  sample: string;
}

/** Characters that tell of a wrong encoding, of user-defined characters, or of an unreadable font. */
export class TextDamage {
  private readonly garbled: Hits = { count: 0, place: null, sample: '' };
  private readonly own: Hits = { count: 0, place: null, sample: '' };
  private readonly otherForms: Hits = { count: 0, place: null, sample: '' };
  private readonly rare: Hits = { count: 0, place: null, sample: '' };
  private readonly blocks = new Set<number>();
  private letters = 0;

  push(line: string, place: () => string): void {
    this.letters += line.length;
    if (!SUSPECT.test(line)) return;
    take(this.garbled, [...matches(line, REPLACED), ...matches(line, READ_AS_LATIN)], place);
    take(this.own, matches(line, PRIVATE), place);
    take(this.otherForms, otherHanForms(line), place);
    const rare = matches(line, RARE);
    for (const letter of rare) this.blocks.add(letter.charCodeAt(0) >> 8);
    take(this.rare, rare, place);
  }

  findings(): StoredFinding[] {
    const { garbled, own, otherForms, rare } = this;
    const share = rare.count / Math.max(this.letters, 1);
    const isNoise =
      this.blocks.size >= BLOCKS_OF_NOISE &&
      share >= SHARE_OF_NOISE &&
      this.letters >= FEWEST_LETTERS;
    const percent = Math.round(share * 100);
    return [
      ...(garbled.count > 0 ? [found('text.encoding_damage', garbled)] : []),
      ...(own.count > 0 ? [found('text.private_characters', own)] : []),
      ...(otherForms.count > 0 ? [info(found('text.other_han_forms', otherForms))] : []),
      ...(isNoise ? [found('text.unreadable', rare, { percent })] : []),
    ];
  }
}

function matches(line: string, pattern: RegExp): string[] {
  return line.match(pattern) ?? [];
}

function take(hits: Hits, found: readonly string[], place: () => string): void {
  if (found.length === 0) return;
  hits.count += found.length;
  hits.place ??= place();
  if (hits.sample.length < SAMPLE_LENGTH) {
    hits.sample = (hits.sample + found.join('')).slice(0, SAMPLE_LENGTH);
  }
}

function found(code: string, hits: Hits, params: { percent?: number } = {}): StoredFinding {
  const { count, sample } = hits;
  return warning(code, { count, sample, params, ...(hits.place ? { place: hits.place } : {}) });
}

function info(finding: StoredFinding): StoredFinding {
  return { ...finding, severity: 'info' };
}
