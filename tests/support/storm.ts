import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetView } from '../../src/contracts/datasets';

export interface Answer {
  readonly status: number;
  /** The stable code of a refusal. */
  readonly code: string | undefined;
  readonly data: DatasetView | undefined;
}

export interface Order {
  readonly url: string;
  readonly token: string;
  readonly id: string;
  readonly move: { readonly action: string; readonly version: number; readonly reason?: string };
  readonly key?: string;
}

/**
 * One decision at one service process.
 *
 * @throws {TypeError} the process went away before it answered.
 */
export async function decideAt({ url, token, id, move, key }: Order): Promise<Answer> {
  const answer = await fetch(`${url}/review-workflow/datasets/${id}/transitions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(move),
  });
  const body = (await answer.json()) as {
    data: DatasetView | null;
    error?: { details?: { code?: string } };
  };
  return {
    status: answer.status,
    code: body.error?.details?.code,
    data: body.data ?? undefined,
  };
}

/** Runs the work on every item, at most `width` at a time. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++) {
      results[at] = await work(items[at] as Item, at);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** Waits until the condition holds; what it waits for is named where it never does. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  patienceMs = 180_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await pause(20);
  }
}

/** A repeatable source of chance (mulberry32); its seed is printed by the test that uses it. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A setting of a longer storm, such as STORM_ROUNDS. */
export function setting(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
