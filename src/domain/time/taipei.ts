/** Taipei has had no daylight saving time since 1979: UTC+8 the year round. */
const OFFSET_MS = 8 * 60 * 60 * 1000;

/** The calendar day in Asia/Taipei at a moment, `YYYY-MM-DD`. */
export function taipeiDay(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}
