import { AsyncLocalStorage } from 'node:async_hooks';
import type { ContentAction } from '../contracts/content';

/** What a change is called in the trail, where it is more than a change of fields. */
export interface Meaning {
  readonly action: ContentAction;
  readonly reason: string | null;
}

const meanings = new AsyncLocalStorage<Meaning>();

/** Runs work whose changes of reference data go into the trail under this name and with this reason. */
export function withMeaning<T>(meaning: Meaning, work: () => Promise<T>): Promise<T> {
  return meanings.run(meaning, work);
}

export function presentMeaning(): Meaning | null {
  return meanings.getStore() ?? null;
}
