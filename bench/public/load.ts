import autocannon from 'autocannon';
import type { Ask, Case } from './cases';
import type { Results, Who } from './results';

const CONNECTIONS = 10;

/** One server asked for a time over ten connections. */
export async function load(url: string, ask: Ask, duration: number) {
  const { post, headers = {} } = ask;
  const requests = ask.paths.map((path) => ({
    path: encodeURI(path),
    ...(post !== undefined && {
      method: 'POST' as const,
      body: post,
      headers: { 'content-type': 'application/json' },
    }),
  }));
  const result = await autocannon({
    ...{ url, connections: CONNECTIONS, duration, requests, headers, timeout: 60 },
  });
  const refused = result.non2xx - (headers['if-none-match'] ? (result['3xx'] ?? 0) : 0);
  return {
    rate: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    faults: refused + result.errors,
  };
}

export interface Plan {
  readonly size: number;
  readonly whos: readonly Who[];
  readonly urls: Readonly<Partial<Record<Who, string>>>;
  /** Before anything counts: services run for long, and are compiled when users meet them. */
  readonly warmSeconds: number;
  readonly rounds: number;
  readonly seconds: (who: Who) => number;
}

/**
 * Warms every server for one question equally, then asks them by turns in short rounds: what else
 * runs on the machine meets them all, and a ratio is made of what was measured side by side.
 */
export async function compare(results: Results, one: Case, plan: Plan): Promise<void> {
  const { size, urls, rounds } = plan;
  const whos = plan.whos.filter((who) => one.asks[who] && urls[who]);
  const ask = (who: Who, seconds: number) =>
    load(urls[who] ?? '', one.asks[who] ?? { paths: [] }, seconds);
  for (const who of whos) await ask(who, plan.warmSeconds);
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? whos : whos.toReversed();
    const measured = new Map<Who, Awaited<ReturnType<typeof load>>>();
    for (const who of order) measured.set(who, await ask(who, plan.seconds(who)));
    results.addRound({ size, what: one.what, measured });
  }
  if (whos.length > 0) console.log(results.line(size, one.what, whos));
}
