import { setTimeout as pause } from 'node:timers/promises';

/**
 * For the first statement of a change of tables beside an instance that serves. Shorter than PostgreSQL's
 * deadlock_timeout (1 s): where the two wait for each other, it is the change that is given up and
 * tried again, and never somebody's request.
 */
export const GIVE_WAY = `SET LOCAL lock_timeout = '700ms'`;

const ATTEMPTS = 150;
const PAUSE_MS = 200;
/** lock_not_available, deadlock_detected. */
const BUSY = new Set(['55P03', '40P01']);

/** Repeats a transaction that begins with GIVE_WAY until the tables are free for it. */
export async function retryWhileLocked<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !BUSY.has((error as { code?: string }).code ?? '')) throw error;
      await pause(PAUSE_MS);
    }
  }
}
