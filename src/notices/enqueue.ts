import type { SqlRunner } from '../db/sql-runner';
import type { Notice } from './notice';

export interface NoticeOrder {
  /** Strapi admin user ids; their addresses are looked up when the mail goes out. */
  readonly recipients: readonly number[];
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
  const recipients = [...new Set(order.recipients)];
  if (recipients.length === 0) return;
  await trx.raw(
    `INSERT INTO public.notice_outbox (dedupe_key, recipient_id, notice)
     SELECT ?, recipient, ?::jsonb FROM unnest(?::int[]) AS recipient
     ON CONFLICT (dedupe_key, recipient_id) DO NOTHING`,
    [order.dedupeKey, JSON.stringify(order.notice), recipients],
  );
}
