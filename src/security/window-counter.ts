/** Counts of one fixed window, shared through a table; see rate-limits.ts. */
export interface CountStore {
  /** Adds to the counts of a window and answers what they are now over all instances. */
  add(window: number, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>;
}

export interface WindowOptions {
  readonly windowMs: number;
  readonly now: () => number;
  /** Counts kept at once; beyond it, new keys are not limited rather than memory lost. */
  readonly maxKeys?: number;
}

interface Count {
  /** What all instances had counted when it was last asked. */
  shared: number;
  /** What this instance counted since. */
  fresh: number;
}

/**
 * A fixed-window counter that is exact within an instance and at most one exchange behind the
 * others: hits are counted in memory and exchanged with the store in the background, so that a
 * request never waits for the database because it is counted.
 */
export class WindowCounter {
  private window = 0;
  private counts = new Map<string, Count>();
  private exchanging = false;

  constructor(private readonly options: WindowOptions) {}

  /** Counts a hit. @returns hits of this key in the present window, this one among them */
  hit(key: string, weight = 1): number {
    this.turn();
    let count = this.counts.get(key);
    if (!count) {
      if (this.counts.size >= (this.options.maxKeys ?? 50_000)) return 0;
      count = { shared: 0, fresh: 0 };
      this.counts.set(key, count);
    }
    count.fresh += weight;
    return count.shared + count.fresh;
  }

  /** Hits so far, without counting one. */
  peek(key: string): number {
    this.turn();
    const count = this.counts.get(key);
    return count ? count.shared + count.fresh : 0;
  }

  /** Seconds until the present window ends. */
  secondsLeft(): number {
    const { windowMs, now } = this.options;
    return Math.max(1, Math.ceil((windowMs - (now() % windowMs)) / 1000));
  }

  /**
   * Tells the store what was counted since the last time, and learns what the others counted. One at
   * a time: a second one would send again what the first has under way, and count it twice.
   */
  async exchange(store: CountStore): Promise<void> {
    if (this.exchanging) return;
    this.exchanging = true;
    try {
      await this.exchangeOnce(store);
    } finally {
      this.exchanging = false;
    }
  }

  private async exchangeOnce(store: CountStore): Promise<void> {
    this.turn();
    const { window, counts } = this;
    const fresh = new Map([...counts].filter(([, c]) => c.fresh > 0).map(([k, c]) => [k, c.fresh]));
    if (fresh.size === 0) return;
    const totals = await store.add(window, fresh);
    for (const [key, sent] of fresh) {
      const count = counts.get(key);
      if (!count) continue;
      count.fresh -= sent;
      count.shared = totals.get(key) ?? count.shared + sent;
    }
  }

  private turn(): void {
    const window = Math.floor(this.options.now() / this.options.windowMs);
    if (window === this.window) return;
    this.window = window;
    this.counts = new Map();
  }
}
