import type { SqlRunner } from '../db/sql-runner';
import type { Notice } from './notice';
import type { RecipientKind } from './outbox';

export interface NoticeOrder {
  /** Strapi admin user ids; their addresses are looked up when the mail goes out. */
  readonly recipients: readonly number[];
  /** Row ids of officers, who may have no user in the panel yet. */
  readonly officers?: readonly number[];
  /**
   * Names the event for ever, such as `transition:<documentId>:<version>`: the same event queued
   * again (a repeated request, a second instance) reaches each recipient once.
   */
  readonly dedupeKey: string;
  readonly notice: Notice;
}

/**
 * Queues one notice for each recipient inside the caller's transaction: it goes out if and only if
 * the transaction commits. Sends nothing itself; no recipients, no rows.
 *
 * @example
 * await enqueueNotice(trx, {
 *   recipients: managerIds,
 *   dedupeKey: `transition:${documentId}:${version}:task`,
 *   notice: { kind: 'task.waiting', state: 'listing-review-agency', dataset },
 * });
 */
export async function enqueueNotice(trx: SqlRunner, order: NoticeOrder): Promise<void> {
  await enqueueFor(trx, order, 'user', order.recipients);
  await enqueueFor(trx, order, 'officer', order.officers ?? []);
}

async function enqueueFor(
  trx: SqlRunner,
  { dedupeKey, notice }: NoticeOrder,
  kind: RecipientKind,
  ids: readonly number[],
): Promise<void> {
  const recipients = [...new Set(ids)];
  if (recipients.length === 0) return;
  await trx.raw(
    `INSERT INTO public.notice_outbox (dedupe_key, recipient_kind, recipient_id, notice)
     SELECT ?, ?, recipient, ?::jsonb FROM unnest(?::int[]) AS recipient
     ON CONFLICT (dedupe_key, recipient_id) DO NOTHING`,
    // The table knows an event and a number once: an officer may have the number of a user.
    [
      kind === 'user' ? dedupeKey : `${dedupeKey}:officer`,
      kind,
      JSON.stringify(notice),
      recipients,
    ],
  );
}
