import { rows } from '../../db/rows';
import type { SqlRunner } from '../../db/sql-runner';

/**
 * Queues what is due on a day: reminders to members whose grant ends within 30 and within 7 days, and
 * to platform admins of applications that should have been decided. Each goes out once, however
 * often this is called.
 *
 * @param day today in Asia/Taipei, `YYYY-MM-DD`
 * @returns how many grants and applications were looked at
 */
export async function remindOfGrants(db: SqlRunner, day: string): Promise<number> {
  const [row] = await rows<{ told: string }>(db, 'SELECT corpus_access_remind(?::date) AS told', [
    day,
  ]);
  return Number(row?.told ?? 0);
}
