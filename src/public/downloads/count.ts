import { createHash, createHmac } from 'node:crypto';
import type { Context } from 'koa';
import type { Database } from '../database';
import type { Member } from '../members';

const ROBOT =
  /bot\b|crawl|spider|slurp|preview|monitor|scan|headless|facebookexternalhit|archiver/i;

/**
 * Counts a download once for each person and day. Robots are not counted. A person is the member, or
 * address and program as a hash under a key of the day: yesterday's can't be told from today's.
 */
export async function countDownload(
  database: Database,
  { ctx, member, documentId }: { ctx: Context; member: Member | null; documentId: string },
): Promise<void> {
  const agent = ctx.get('user-agent');
  if (agent === '' || ROBOT.test(agent)) return;
  const day = new Date().toISOString().slice(0, 10);
  const key = createHash('sha256').update(`${secret()}/${day}`).digest();
  const who = member ? `member ${String(member.id)}` : `${ctx.ip} ${agent}`;
  const client = createHmac('sha256', key).update(who).digest('base64url').slice(0, 22);
  await forgetOncePerDay(database, day);
  await database.prepared('corpus_count_download', 'select corpus_count_download($1, $2)', [
    documentId,
    client,
  ]);
}

let forgottenOn = '';

/** The first download of a day lets what has left the window go; several instances do no harm. */
async function forgetOncePerDay(database: Database, day: string): Promise<void> {
  if (forgottenOn === day) return;
  forgottenOn = day;
  await database.query('select corpus_forget_downloads()');
}

const secret = (): string => process.env.APP_KEYS ?? '';
