import type { StoredFinding } from './file-facts';
import { warning } from './findings';
import { LanguageMix } from './language-mix';
import { NearDuplicateSketch } from './near-duplicates';
import { findPersonalData, isUsuallyPublic } from './personal-data';
import { TextDamage } from './text-damage';

/** Longest piece looked at as one line, in code units. */
const LONGEST_LINE = 4_096;
/** Lines told apart when looking for repetition; memory stays bounded in the largest file. */
const MOST_LINES = 200_000;
const SHORTEST_REPEATED = 10;
const SAMPLE_LENGTH = 40;

interface Hits {
  count: number;
  readonly place: string;
  readonly sample: string;
}

/**
 * What is noticed in a text while it passes by: damage, personal data, languages, repeated lines, and the
 * sketch by which near-duplicates are found.
 */
export class TextFacts {
  private readonly languages = new LanguageMix();
  private readonly sketch = new NearDuplicateSketch();
  private readonly damage = new TextDamage();
  private readonly personal = new Map<string, Hits>();
  private readonly lines = new Map<string, number>();
  private lineCount = 0;
  private repeatedCount = 0;
  private rest = '';

  /** @param place Where this part stands, such as `page 3`. */
  push(part: string, place: (line: number) => string): void {
    this.languages.push(part);
    this.sketch.push(part);
    const lines = (this.rest + part).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.takeLine(line, place);
    if (this.rest.length > LONGEST_LINE) {
      this.takeLine(this.rest, place, false);
      this.rest = '';
    }
  }

  /** Ends the last line, and everything: the findings, least of all first. */
  end(place: (line: number) => string): StoredFinding[] {
    if (this.rest !== '') this.takeLine(this.rest, place);
    this.rest = '';
    return [
      ...this.damage.findings(),
      ...this.personalFindings(),
      ...this.repetition(),
      ...this.languageFindings(),
    ];
  }

  signature(): Uint32Array | null {
    return this.sketch.signature();
  }

  private takeLine(line: string, place: (line: number) => string, whole = true): void {
    if (whole) this.lineCount++;
    this.damage.push(line, () => place(this.lineCount));
    for (const { code, sample } of findPersonalData(line)) {
      const hits = this.personal.get(code);
      if (hits) hits.count++;
      else this.personal.set(code, { count: 1, place: place(this.lineCount), sample });
    }
    if (whole) this.countLine(line.trim());
  }

  private countLine(line: string): void {
    if (line.length < SHORTEST_REPEATED) return;
    const key = line.length > 200 ? line.slice(0, 200) : line;
    const before = this.lines.get(key);
    if (before !== undefined) this.repeatedCount++;
    if (before !== undefined || this.lines.size < MOST_LINES)
      this.lines.set(key, (before ?? 0) + 1);
  }

  private personalFindings(): StoredFinding[] {
    return Array.from(this.personal, ([code, { count, place, sample }]) =>
      isUsuallyPublic(code)
        ? { ...warning(code, { count, place, sample }), severity: 'info' }
        : warning(code, { count, place, sample }),
    );
  }

  /** One line in five is a line that was there before. */
  private repetition(): StoredFinding[] {
    const { repeatedCount, lineCount } = this;
    if (repeatedCount < 50 || repeatedCount < lineCount / 5) return [];
    const [line] = [...this.lines].reduce((most, one) => (one[1] > most[1] ? one : most));
    const percent = Math.round((100 * repeatedCount) / lineCount);
    const sample = masked(line).slice(0, SAMPLE_LENGTH);
    return [warning('text.repeated_lines', { count: repeatedCount, sample, params: { percent } })];
  }

  private languageFindings(): StoredFinding[] {
    const shares = this.languages.shares();
    if (shares.length === 0) return [];
    const mix = shares.map(({ language, share }) => `${language} ${Math.round(share * 100)}%`);
    const possible = this.languages.possible.map((language) => `${language}?`);
    const params = { languages: [...mix, ...possible].join(', ') };
    const info: StoredFinding = { ...warning('text.languages', { params }), severity: 'info' };
    return this.languages.isSimplified ? [warning('text.simplified_chinese'), info] : [info];
  }
}

/** A sample never shows what another finding hides. */
function masked(line: string): string {
  return findPersonalData(line).length > 0 ? '＊'.repeat(8) : line;
}
