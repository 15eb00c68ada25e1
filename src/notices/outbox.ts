import { rows } from '../db/rows';
import type { SqlRunner } from '../db/sql-runner';
import type { Notice } from './notice';

/** Whether a recipient is named by the panel's user or, having none perhaps, by the officer's row. */
export type RecipientKind = 'user' | 'officer' | 'member';

/** One claimed row: this instance alone sends it until the lease ends. */
export interface OutboxEntry {
  readonly id: string;
  readonly recipientKind: RecipientKind;
  readonly recipientId: number;
  readonly notice: Notice;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** Seconds since 1970 of its creation; part of the stable Message-ID. */
  readonly createdAt: number;
}

/** How an entry ended. `no-address`: the account is gone or disabled; `refused`: by the mail server. */
export type Outcome = 'sent' | 'no-address' | 'refused';

/** Longer than one mail may take (sender.ts), so that no two instances send the same one. */
export const LEASE_SECONDS = 120;
/** What is late because the mail server was down goes out soon after it is back. */
const LONGEST_PAUSE_SECONDS = { unreachable: 300, postponed: 3600 } as const;

/**
 * Seconds until the next attempt: 10, 20, 40 … up to five minutes where the mail server cannot be
 * reached, up to an hour where it refused this mail.
 *
 * @param attempts made so far, from 1.
 */
export function pauseSeconds(attempts: number, why: keyof typeof LONGEST_PAUSE_SECONDS): number {
  return Math.min(LONGEST_PAUSE_SECONDS[why], 10 * 2 ** Math.min(attempts - 1, 20));
}

/** Takes the entry that is due longest; instances that ask together get different ones. */
export async function claimNext(db: SqlRunner): Promise<OutboxEntry | null> {
  // As text: Strapi's connection hands jsonb over unparsed, others do not.
  const [entry] = await rows<Omit<OutboxEntry, 'notice'> & { notice: string }>(
    db,
    `UPDATE notice_outbox
     SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
     WHERE id = (
       SELECT id FROM notice_outbox WHERE closed_at IS NULL AND next_attempt_at <= now()
       ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, recipient_kind AS "recipientKind", recipient_id AS "recipientId", notice::text, attempts,
       extract(epoch FROM created_at)::float8 AS "createdAt"`,
    [LEASE_SECONDS],
  );
  return entry ? { ...entry, notice: JSON.parse(entry.notice) as Notice } : null;
}

export async function closeEntry(db: SqlRunner, id: string, outcome: Outcome): Promise<void> {
  await db.raw(
    `UPDATE notice_outbox SET closed_at = now(), outcome = ?, last_failure = NULL WHERE id = ?`,
    [outcome, id],
  );
}

/** @param failure A short code, never the mail server's text, which may name the recipient. */
export async function postponeEntry(
  db: SqlRunner,
  { id, attempts }: OutboxEntry,
  { why, failure }: { readonly why: 'unreachable' | 'postponed'; readonly failure: string },
): Promise<void> {
  await db.raw(
    `UPDATE notice_outbox
     SET next_attempt_at = now() + make_interval(secs => ?), last_failure = ? WHERE id = ?`,
    [pauseSeconds(attempts, why), failure, id],
  );
}

/** Where the mail goes now: an active account's address, the officer's own before the panel's. */
export async function addressOf(
  db: SqlRunner,
  { recipientKind, recipientId }: Pick<OutboxEntry, 'recipientKind' | 'recipientId'>,
): Promise<string | null> {
  const [row] = await rows<{ email: string | null }>(db, ADDRESS[recipientKind], [recipientId]);
  return row?.email ?? null;
}

const ADDRESS: Readonly<Record<RecipientKind, string>> = {
  user: `SELECT coalesce(nullif(officers.email, ''), admin_users.email) AS email
     FROM admin_users LEFT JOIN officers ON officers.admin_user_id = admin_users.id
     WHERE admin_users.id = ? AND admin_users.is_active AND coalesce(officers.active, true)`,
  officer: `SELECT nullif(email, '') AS email FROM officers WHERE id = ? AND active`,
  member: `SELECT nullif(email, '') AS email FROM up_users
     WHERE id = ? AND confirmed AND blocked IS NOT TRUE`,
};
