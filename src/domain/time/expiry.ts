/** Days before the end at which provider and managers are reminded. */
export const REMINDER_DAYS = [90, 30, 7] as const;
export type ReminderDays = (typeof REMINDER_DAYS)[number];

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Days that a licence valid until a year still has, today included: 1 on 31 December of that
 * year, 0 or less once it has ended.
 *
 * @param day today in Asia/Taipei, `YYYY-MM-DD`.
 */
export function daysLeft(day: string, untilYear: number): number {
  return Math.round((Date.UTC(untilYear + 1, 0, 1) - Date.parse(day)) / DAY_MS);
}

/**
 * The reminder that is due: the latest whose day has come. One that was missed (service down,
 * listed late) is made up for, an earlier one that a later one replaces is not.
 *
 * @returns null before the first reminder and after the end.
 */
export function reminderDue(day: string, untilYear: number): ReminderDays | null {
  const left = daysLeft(day, untilYear);
  if (left <= 0) return null;
  return [...REMINDER_DAYS].reverse().find((days) => left <= days) ?? null;
}

/** Whether a licence valid until a year has ended: from 1 January of the next. */
export function hasExpired(day: string, untilYear: number): boolean {
  return daysLeft(day, untilYear) <= 0;
}
