import { setTimeout as pause } from 'node:timers/promises';

const FIRST_WAIT_MS = 700;
const LONGEST_WAIT_MS = 10_000;
const GROWTH = 1.3;
const ATTEMPTS = 25;
const PAUSE_MS = 200;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';

/**
 * A change of tables beside an instance that serves. At first it waits for a lock shorter than
 * PostgreSQL's deadlock_timeout (1 s): where the two wait for each other, it is the change that is
 * given up and tried again, and never somebody's request. Where transactions take longer than that,
 * it waits longer from time to time.
 *
 * @param transaction Gets the statement that it must begin with.
 */
export async function retryWhileLocked<T>(
  transaction: (giveWay: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 1, waitMs = FIRST_WAIT_MS; ; attempt += 1) {
    try {
      return await transaction(`SET LOCAL lock_timeout = ${String(Math.round(waitMs))}`);
    } catch (error) {
      if (attempt === ATTEMPTS || ![LOCK_NOT_AVAILABLE, DEADLOCK].includes(codeOf(error))) {
        throw error;
      }
      waitMs = Math.min(waitMs * GROWTH, LONGEST_WAIT_MS);
      await pause(PAUSE_MS);
    }
  }
}

/**
 * What a change of tables takes before anything else: writers begin with the dataset, so a change that
 * begins with it too waits for each of them once, and for none crosswise. In the mode that dropping a
 * trigger needs, as a lock that is made stronger later waits for those who wait for it.
 */
export const RECORDS_FIRST = `
  LOCK TABLE public.datasets, public.datasets_tags_lnk, public.datasets_files_lnk, public.dataset_files,
    public.tags, public.agencies, public.licences, public.themes_tags_lnk IN ACCESS EXCLUSIVE MODE`;

/** Does a transaction again that PostgreSQL gave up because two waited for each other. */
export async function againAfterDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === 3 || codeOf(error) !== DEADLOCK) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
