import { hashHandle } from '../../../../../oidc/secrets';
import type { Knex } from './knex';

/** 資通系統防護基準: five failures lock an account for 15 minutes. */
export const MAX_FAILURES = 5;
export const LOCK_SECONDS = 15 * 60;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Counts an attempt before its password is looked at, so that attempts sent together on any
 * number of instances cannot exceed the limit.
 *
 * @returns whether the attempt may go on.
 */
export async function reserveAttempt(knex: Knex, account: string, now: Date): Promise<boolean> {
  await forgetOldAttempts(knex, now);
  const start = new Date(now.getTime() - LOCK_SECONDS * 1000);
  const until = new Date(now.getTime() + LOCK_SECONDS * 1000);
  const answer = await knex.raw<{ rows: { locked_until: Date | null; failures: number }[] }>(
    `insert into gov_oidc_lockouts as l (key_hash, failures, last_attempt_at)
     values (:key, 1, :now)
     on conflict (key_hash) do update set
       failures = case
         when l.locked_until > :now then l.failures
         when l.locked_until is not null or l.last_attempt_at < :start then 1
         else l.failures + 1 end,
       locked_until = case
         when l.locked_until > :now then l.locked_until
         when l.locked_until is null and l.last_attempt_at >= :start and l.failures >= :max
           then cast(:until as timestamp)
         else null end,
       last_attempt_at = :now
     returning failures, locked_until`,
    { key: hashHandle(account), now, start, until, max: MAX_FAILURES },
  );
  return answer.rows[0]?.locked_until === null;
}

/** Whatever address somebody tried leaves a row, for a day. */
async function forgetOldAttempts(knex: Knex, now: Date): Promise<void> {
  await knex('gov_oidc_lockouts')
    .where('last_attempt_at', '<', new Date(now.getTime() - DAY_MS))
    .delete();
}

/** A right password ends the counting. */
export async function forgiveAttempts(knex: Knex, account: string): Promise<void> {
  await knex('gov_oidc_lockouts')
    .where({ key_hash: hashHandle(account) })
    .delete();
}

/** The column is unique in the schema; the index makes it so for ON CONFLICT in any case. */
export async function ensureLockoutIndex(knex: Knex): Promise<void> {
  await knex.raw(
    'create unique index if not exists gov_oidc_lockouts_key on gov_oidc_lockouts (key_hash)',
  );
}
