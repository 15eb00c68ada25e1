import type { UpkeepTimes } from './upkeep';

export type Who = 'stock' | 'indexed' | 'Q' | 'R' | 'Koa' | 'ours' | 'memory';

export interface Measured {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were refusals or failures: there should be none. */
  readonly faults: number;
}

/** What was measured within some seconds of one another. */
interface Round {
  readonly size: number;
  readonly what: string;
  readonly measured: ReadonlyMap<Who, Measured>;
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
export const FLAT = ['list of 25', 'one by identifier', 'page 4000'];
const COLUMNS: readonly Who[] = ['stock', 'indexed', 'Q', 'R', 'Koa', 'ours', 'memory'];

/** What one run measured, as tables. */
export class Results {
  private readonly roundsRun: Round[] = [];
  private readonly upkeep = new Map<number, UpkeepTimes>();
  private readonly grown = new Map<string, number[]>();

  addRound(round: Round): void {
    this.roundsRun.push(round);
  }

  addUpkeep(size: number, times: UpkeepTimes): void {
    this.upkeep.set(size, times);
  }

  /** How many times longer the largest size took than the smallest, in one round. */
  addGrowth(what: string, times: number): void {
    this.grown.set(what, [...(this.grown.get(what) ?? []), times]);
  }

  /** One row as it is measured. */
  line(size: number, what: string, whos: readonly Who[]): string {
    const cells = whos.map((who) => {
      const { rate = 0, p99 = 0, faults = 0 } = this.find(size, who, what) ?? {};
      return `${who} ${shown(rate)}/s p99 ${p99.toFixed(0)}${faults > 0 ? ` (${faults} faults)` : ''}`;
    });
    const ratios = goalsOf(what).flatMap(({ who = 'ours', to, least }) => {
      const ratio = whos.includes(to) ? this.ratio(size, what, { who, to }) : undefined;
      return ratio === undefined ? [] : [`${to} ${ratio.toFixed(2)} of ${least}`];
    });
    return `${what.padEnd(26)} ${cells.join(', ').padEnd(70)} ${ratios.join(', ')}`;
  }

  table(): string {
    const sizes = [...new Set(this.roundsRun.map(({ size }) => size))];
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

  private samples(size: number, what: string): ReadonlyMap<Who, Measured>[] {
    return this.roundsRun
      .filter((one) => one.size === size && one.what === what)
      .map(({ measured }) => measured);
  }

  /** The medians of all rounds. */
  private find(size: number, who: Who, what: string): Measured | undefined {
    const all = this.samples(size, what).flatMap((round) => round.get(who) ?? []);
    if (all.length === 0) return undefined;
    const of = (pick: (one: Measured) => number) => median(all.map(pick));
    return {
      ...{ rate: of((one) => one.rate), p50: of((one) => one.p50), p99: of((one) => one.p99) },
      faults: all.reduce((sum, { faults }) => sum + faults, 0),
    };
  }

  /** The median of the ratios within each round. */
  private ratio(size: number, what: string, pair: { who: Who; to: Who }): number | undefined {
    const ratios = this.samples(size, what).flatMap((round) => {
      const [mine, theirs] = [round.get(pair.who), round.get(pair.to)];
      return mine && theirs && theirs.rate > 0 ? [mine.rate / theirs.rate] : [];
    });
    return ratios.length === 0 ? undefined : median(ratios);
  }

  private rates(size: number): string[] {
    const names = new Set(
      this.roundsRun.filter((one) => one.size === size).map(({ what }) => what),
    );
    const cell = (one: Measured | undefined) =>
      one ? `${shown(one.rate)} (${one.p50.toFixed(0)}, ${one.p99.toFixed(0)})` : '–';
    return [
      '',
      `| requests/s (p50, p99 ms) | ${COLUMNS.join(' | ')} |`,
      `| --- | ${COLUMNS.map(() => '---:').join(' | ')} |`,
      ...[...names].map(
        (what) =>
          `| ${what} | ${COLUMNS.map((who) => cell(this.find(size, who, what))).join(' | ')} |`,
      ),
    ];
  }

  private goals(size: number): string[] {
    const rows = GOALS.flatMap(({ what, who = 'ours', to, least }) => {
      const ratio = this.ratio(size, what, { who, to });
      if (ratio === undefined) return [];
      const met = ratio >= least ? 'met' : 'not met';
      return [`| ${who}: ${what} | ${to} | ≥ ${least} | ${ratio.toFixed(2)} | ${met} |`];
    });
    return ['| | to | goal | measured | |', '| --- | --- | ---: | ---: | --- |', ...rows];
  }

  private growth(sizes: readonly number[]): string[] {
    const rows = [...this.grown].map(([what, times]) => {
      const slower = median(times);
      return `| ${what} | ≤ ${MOST_GROWTH} | ${slower.toFixed(2)} | ${slower <= MOST_GROWTH ? 'met' : 'not met'} |`;
    });
    if (rows.length === 0) return [];
    return [
      `### From ${Math.min(...sizes)} to ${Math.max(...sizes)} datasets: how many times slower`,
      '',
      '| | goal | measured | |',
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

const goalsOf = (what: string): readonly Goal[] => GOALS.filter((goal) => goal.what === what);

const shown = (rate: number): string => rate.toFixed(rate < 100 ? 1 : 0);

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
