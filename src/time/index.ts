import type { Core } from '@strapi/strapi';
import { msUntilNextTaipeiDay } from '../domain/time/next-day';
import type { TimeParts } from './parts';
import { runDue } from './run-due';

const POLL_MS = 60_000;

/** The queries of each round read these few rows, however many datasets there are. */
const INDEXES = [
  `CREATE INDEX IF NOT EXISTS datasets_delist_on ON datasets (delist_on)
   WHERE published_at IS NULL AND delist_on IS NOT NULL`,
  `CREATE INDEX IF NOT EXISTS datasets_valid_until ON datasets (valid_until_year)
   WHERE published_at IS NOT NULL AND valid_until_year IS NOT NULL`,
] as const;

let stop: (() => Promise<void>) | null = null;

/**
 * Does what is due at each start (a day that passed while nothing ran is made up for), at
 * midnight in Taipei, and every TIME_POLL_MS (default a minute; 0 switches it off, for tests).
 */
export async function startTime({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  for (const statement of INDEXES) await strapi.db.connection.raw(statement);
  const every = Number(process.env.TIME_POLL_MS ?? POLL_MS);
  if (every > 0) stop = keepTime(timeParts(strapi), every);
}

export async function stopTime(): Promise<void> {
  await stop?.();
  stop = null;
}

/** The clock's parts of a running service. */
export function timeParts(strapi: Core.Strapi): TimeParts {
  return {
    db: strapi.db.connection,
    move: (due) => clockOf(strapi).move(due),
    log: strapi.log,
  };
}

/** One clock for all instances: one whose own is wrong delists nothing early or late. */
export async function databaseNow(db: TimeParts['db']): Promise<Date> {
  const { rows } = await db.raw<{ rows: { at: Date }[] }>('SELECT clock_timestamp() AS at');
  return rows[0]?.at ?? new Date();
}

function clockOf(strapi: Core.Strapi) {
  return strapi.plugin('review-workflow').service<Pick<TimeParts, 'move'>>('clock');
}

/** Rounds one after the other, never two at once; the returned function waits for the last one. */
function keepTime(parts: TimeParts, everyMs: number): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout;
  let running: Promise<unknown> = Promise.resolve();
  const round = () => {
    running = databaseNow(parts.db)
      .then((at) => runDue(parts, at))
      .catch((error: unknown) => {
        parts.log.error(`time: ${error instanceof Error ? error.name : 'failed'}`);
      })
      .finally(() => {
        if (!ended) wait(Math.min(everyMs, msUntilNextTaipeiDay(new Date())));
      });
  };
  const wait = (ms: number) => {
    timer = setTimeout(round, ms);
    timer.unref();
  };
  wait(1_000);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}
