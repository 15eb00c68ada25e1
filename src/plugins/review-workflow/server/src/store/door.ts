import { AsyncLocalStorage } from 'node:async_hooks';

/** Set while this plugin itself writes; the Document Service refuses everybody else's writes. */
const door = new AsyncLocalStorage<true>();

export function throughTheDoor<T>(work: () => Promise<T>): Promise<T> {
  return door.run(true, work);
}

export function isThroughTheDoor(): boolean {
  return door.getStore() === true;
}
