import { managersOf } from '../access/officer';
import { daysLeft, reminderDue } from '../domain/time/expiry';
import { taipeiDay } from '../domain/time/taipei';
import { missingCalendarYear } from '../domain/time/working-days';
import { remindOfGrants } from '../public/applications/remind';
import { enqueueNotice } from '../notices/enqueue';
import { datasetsToRemind, dueMoves, reminderKey, type ExpiringDataset } from './due';
import type { TimeParts } from './parts';

/** Any number, the same in every instance. */
const TIME_LOCK = 7_130_003;

export interface DueResult {
  readonly moved: number;
  readonly reminded: number;
  /** Moves that failed; they stay due. */
  readonly failed: number;
}

/**
 * Everything that is due at a moment: scheduled delistings, expired licences, reminders; also what
 * was due while the service was down. One instance at a time does it, the others leave at once;
 * and each move checks again under the dataset's own lock, so that even two at once do it once.
 *
 * @param at The moment (UTC), so that tests hold the clock.
 * @returns null where another instance is at it.
 */
export async function runDue(parts: TimeParts, at: Date): Promise<DueResult | null> {
  return parts.db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { mine: boolean }[] }>(
      'SELECT pg_try_advisory_xact_lock(?) AS mine',
      [TIME_LOCK],
    );
    if (!rows[0]?.mine) return null;
    const moves = await makeMoves(parts, at);
    const grants = await remindOfGrants(parts.db, taipeiDay(at));
    askForCalendar(parts, taipeiDay(at));
    return { ...moves, reminded: (await remind(parts, at)) + grants };
  });
}

let askedOn = '';

/** Once a day, and at each start. */
function askForCalendar({ log }: TimeParts, day: string): void {
  const year = missingCalendarYear(day);
  if (year === null || askedOn === day) return;
  askedOn = day;
  log.warn(`time: the closed days of ${year} are unknown; due days there skip weekends only`);
}

async function makeMoves(
  { db, move, log }: TimeParts,
  at: Date,
): Promise<{ moved: number; failed: number }> {
  let moved = 0;
  let failed = 0;
  for (const due of await dueMoves(db, taipeiDay(at))) {
    try {
      if (await move({ ...due, at })) moved += 1;
    } catch (error) {
      failed += 1;
      log.error(`time: ${due.action} of ${due.documentId} failed: ${codeOf(error)}`);
    }
  }
  if (moved > 0) log.info(`time: ${moved} datasets delisted or expired`);
  return { moved, failed };
}

async function remind({ db, log }: TimeParts, at: Date): Promise<number> {
  const day = taipeiDay(at);
  const untilYear = Number(day.slice(0, 4));
  const threshold = reminderDue(day, untilYear);
  if (threshold === null) return 0;
  const datasets = await datasetsToRemind(db, { untilYear, days: threshold });
  for (const dataset of datasets) {
    await enqueueNotice(db, {
      recipients: await remindedOf(db, dataset),
      dedupeKey: reminderKey(dataset, threshold),
      notice: { kind: 'expiry.reminder', days: daysLeft(day, untilYear), untilYear, dataset },
    });
  }
  if (datasets.length > 0) log.info(`time: ${datasets.length} reminders of licences that end`);
  return datasets.length;
}

async function remindedOf(db: TimeParts['db'], dataset: ExpiringDataset): Promise<number[]> {
  const managers = await managersOf(db, dataset.agencyId);
  return dataset.provider === null ? managers : [dataset.provider, ...managers];
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
