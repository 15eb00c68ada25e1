/** What a series of times comes to, in milliseconds. */
export interface Times {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export function timesOf(milliseconds: readonly number[]): Times {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
    return Math.round(value * 10) / 10;
  };
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Adds to one of several series. */
export function record(series: Map<string, number[]>, name: string, value: number): void {
  const values = series.get(name);
  if (values) values.push(value);
  else series.set(name, [value]);
}
