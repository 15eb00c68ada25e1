const OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds until the calendar day in Asia/Taipei changes; 1 to a whole day. */
export function msUntilNextTaipeiDay(at: Date): number {
  return DAY_MS - ((at.getTime() + OFFSET_MS) % DAY_MS);
}
