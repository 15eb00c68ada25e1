import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** The request that the running code works for: its id stands on every line it logs. */
export const requestContext = new AsyncLocalStorage<{ readonly requestId: string }>();

const SANE = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,99}$/;

/** The id a proxy gave, if it is one that may stand in a log; a new one otherwise. */
export function chooseRequestId(given: string | undefined): string {
  return given !== undefined && SANE.test(given) ? given : randomUUID();
}
