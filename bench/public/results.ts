import type { UpkeepTimes } from './upkeep';

export type Who = 'stock' | 'indexed' | 'Q' | 'R' | 'Koa' | 'ours' | 'memory';

interface Measured {
  readonly size: number;
  readonly who: Who;
  readonly what: string;
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
}

interface Goal {
  readonly what: string;
  readonly who?: Who;
  readonly to: Who;
  readonly least: number;
}

/** The goals of the public interface, as ratios within one run. */
const GOALS: readonly Goal[] = [
  { what: 'list of 25', to: 'R', least: 0.7 },
  { what: 'list of 25', to: 'indexed', least: 10 },
  { what: 'list of 25', to: 'stock', least: 40 },
  { what: 'one by identifier', to: 'R', least: 0.7 },
  { what: 'search, 2 characters', to: 'R', least: 0.8 },
  { what: 'search, 2 characters', to: 'indexed', least: 150 },
  { what: 'search, 3 characters', to: 'R', least: 0.8 },
  { what: 'facets of an agency', to: 'R', least: 0.8 },
  { what: 'tag + agency', to: 'R', least: 0.8 },
  { what: 'page 4000', to: 'R', least: 0.8 },
  { what: 'list', who: 'memory', to: 'Koa', least: 0.5 },
  { what: '304', who: 'memory', to: 'Koa', least: 0.5 },
  { what: 'GraphQL list of 25', to: 'stock', least: 20 },
];
/** Slower by at most so much at the largest size. */
const MOST_GROWTH = 1.2;
const FLAT = ['list of 25', 'one by identifier', 'page 4000'];
const COLUMNS: readonly Who[] = ['stock', 'indexed', 'Q', 'R', 'Koa', 'ours', 'memory'];

/** What one run measured, as tables. */
export class Results {
  private readonly measured: Measured[] = [];
  private readonly upkeep = new Map<number, UpkeepTimes>();

  add(one: Measured): void {
    this.measured.push(one);
  }

  addUpkeep(size: number, times: UpkeepTimes): void {
    this.upkeep.set(size, times);
  }

  table(): string {
    const sizes = [...new Set(this.measured.map(({ size }) => size))];
    return [
      ...sizes.flatMap((size) => [
        `### ${size} datasets`,
        ...this.rates(size),
        '',
        ...this.goals(size),
        '',
      ]),
      ...this.growth(sizes),
      '',
      ...this.keeping(),
      '',
    ].join('\n');
  }

  private find(size: number, who: Who, what: string): Measured | undefined {
    return this.measured.find((one) => one.size === size && one.who === who && one.what === what);
  }

  private rates(size: number): string[] {
    const names = new Set(this.measured.filter((one) => one.size === size).map(({ what }) => what));
    const cell = (one: Measured | undefined) =>
      one ? `${one.rate.toFixed(one.rate < 100 ? 1 : 0)} (${one.p99})` : '–';
    return [
      '',
      `| requests/s (p99 ms) | ${COLUMNS.join(' | ')} |`,
      `| --- | ${COLUMNS.map(() => '---:').join(' | ')} |`,
      ...[...names].map(
        (what) =>
          `| ${what} | ${COLUMNS.map((who) => cell(this.find(size, who, what))).join(' | ')} |`,
      ),
    ];
  }

  private goals(size: number): string[] {
    const rows = GOALS.flatMap(({ what, who = 'ours', to, least }) => {
      const [mine, theirs] = [this.find(size, who, what), this.find(size, to, what)];
      if (!mine || !theirs) return [];
      // Nothing answered within the time says nothing about a goal.
      if (theirs.rate === 0) return [`| ${who}: ${what} | ${to} | – | ≥ ${least} | not measured |`];
      const ratio = mine.rate / theirs.rate;
      const met = ratio >= least ? 'met' : 'not met';
      return [`| ${who}: ${what} | ${to} | ${ratio.toFixed(2)} | ≥ ${least} | ${met} |`];
    });
    return ['| | to | ratio | goal | |', '| --- | --- | ---: | ---: | --- |', ...rows];
  }

  private growth(sizes: readonly number[]): string[] {
    const small = Math.min(...sizes);
    const large = Math.max(...sizes);
    if (small === large) return [];
    const rows = FLAT.flatMap((what) => {
      const [before, after] = [this.find(small, 'ours', what), this.find(large, 'ours', what)];
      if (!before || !after) return [];
      const slower = before.rate / after.rate;
      return [
        `| ${what} | ${slower.toFixed(2)} | ≤ ${MOST_GROWTH} | ${slower <= MOST_GROWTH ? 'met' : 'not met'} |`,
      ];
    });
    return [
      `### From ${small} to ${large} datasets: how many times slower`,
      '',
      '| | times | goal | |',
      '| --- | ---: | ---: | --- |',
      ...rows,
    ];
  }

  private keeping(): string[] {
    const rows = [...this.upkeep].map(
      ([size, t]) =>
        `| ${size} | ${t.publishMs.toFixed(1)} | ${t.delistMs.toFixed(1)} | ${t.renameMs.toFixed(0)} | ${t.renamed} in ${(t.caughtUpMs / 1000).toFixed(1)} s |`,
    );
    return [
      '### What keeping the read model costs (median; goal: publishing and delisting ≤ 20 ms)',
      '',
      '| datasets | publish ms | delist ms | renaming a tag: its transaction, ms | … the datasets that show it |',
      '| ---: | ---: | ---: | ---: | ---: |',
      ...rows,
    ];
  }
}
