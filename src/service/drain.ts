import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceState } from './state';

export interface DrainOptions {
  readonly server: Pick<
    Server,
    'close' | 'closeIdleConnections' | 'closeAllConnections' | 'listening'
  >;
  /** How long /readyz says "draining" before the port closes, for slow load balancers. */
  readonly delayMs: number;
  /** How long requests in flight may take from then on. */
  readonly timeoutMs: number;
}

/**
 * Stops accepting connections and lets the requests in flight finish.
 *
 * @returns Whether all of them did; what had not finished in time was cut.
 */
export async function drain({ server, delayMs, timeoutMs }: DrainOptions): Promise<boolean> {
  serviceState.draining = true;
  if (!server.listening) return true;
  if (delayMs > 0) await pause(delayMs);
  const closed = new Promise<true>((resolve) => {
    server.close(() => {
      resolve(true);
    });
  });
  // A connection whose answer had begun before the shutdown stays open when it ends.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 100);
  const timer = new AbortController();
  const late = pause(timeoutMs, false as const, { signal: timer.signal }).catch(
    () => false as const,
  );
  const finished = await Promise.race([closed, late]);
  timer.abort();
  clearInterval(sweep);
  if (!finished) server.closeAllConnections();
  return finished;
}
