/**
 * Weekdays on which Taiwan's government offices are closed, by year, from the yearly office calendar
 * (政府行政機關辦公日曆表). A year that is not here knows weekends only: add it when it is announced; the
 * service's log asks for it two months before. Make-up Saturdays (補班) have not been set since 2026.
 *
 * The days were worked out from the law (紀念日及節日實施條例) without access to the official calendar of
 * 行政院人事行政總處: compare them with it before relying on a due day. An error moves the goal shown by a day, and nothing else.
 */
export const CLOSED_WEEKDAYS: ReadonlyMap<number, readonly string[]> = new Map([
  [
    2026,
    [
      ...['01-01', '02-16', '02-17', '02-18', '02-19', '02-20', '02-27', '04-03', '04-06', '05-01'],
      ...['06-19', '09-25', '09-28', '10-09', '10-26', '12-25'],
    ],
  ],
  [
    2027,
    [
      ...['01-01', '02-04', '02-05', '02-08', '02-09', '02-10', '03-01', '04-05', '04-06', '04-30'],
      ...['06-09', '09-15', '09-28', '10-11', '10-25', '12-24', '12-31'],
    ],
  ],
]);

const DAY_MS = 24 * 60 * 60 * 1000;

/** The year whose closed days will be needed within two months and are not known; null where all are. */
export function missingCalendarYear(day: string): number | null {
  const soon = new Date(Date.parse(day) + 61 * DAY_MS).getUTCFullYear();
  return CLOSED_WEEKDAYS.has(soon) ? null : soon;
}

/** Whether offices are open on a day, `YYYY-MM-DD`. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return !(CLOSED_WEEKDAYS.get(Number(day.slice(0, 4))) ?? []).includes(day.slice(5));
}

/** Working days after one day and up to another; 0 where that is the same day or earlier. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let at = Date.parse(from) + DAY_MS; at <= Date.parse(to); at += DAY_MS) {
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) count += 1;
  }
  return count;
}

/** The day that is so many working days after another; the day itself does not count. */
export function addWorkingDays(day: string, count: number): string {
  let at = new Date(`${day}T00:00:00Z`).getTime();
  for (let left = count; left > 0;) {
    at += DAY_MS;
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}
