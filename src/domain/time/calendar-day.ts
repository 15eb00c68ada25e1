/**
 * Whether a text is a day that exists, `YYYY-MM-DD`, of the years 1 to 9999: what PostgreSQL's dates
 * take, too. `Date.parse` alone reads 30 February as 2 March.
 */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
