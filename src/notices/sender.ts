import type { SqlRunner } from '../db/sql-runner';
import { composeMail, type MailFrame } from './compose';
import {
  addressOf,
  claimNext,
  closeEntry,
  postponeEntry,
  type Outcome,
  type OutboxEntry,
} from './outbox';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Empty: the provider would otherwise send the plain text as HTML, reasons included. */
  readonly html: '';
  /** The same at every attempt, so that a mail repeated after a crash is known as one. */
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SenderParts {
  readonly db: SqlRunner;
  readonly send: (mail: OutgoingMail) => Promise<unknown>;
  readonly frame: MailFrame;
  /** Right-hand side of Message-IDs, such as `moda.gov.tw`. */
  readonly domain: string;
  readonly log: { warn(message: string): void };
}

/** Shorter than the lease (outbox.ts). */
const MAIL_TIMEOUT_MS = 60_000;
/** Refusals of one recipient before it is given up; an unreachable server never counts. */
const REFUSALS_UNTIL_GIVEN_UP = 5;

/**
 * Sends what is due until nothing is, or the mail server cannot be reached. Never throws for a
 * mail: what could not be sent stays in the outbox with a longer pause.
 *
 * @returns how many mails went out.
 */
export async function sendDue(parts: SenderParts): Promise<number> {
  let sent = 0;
  for (let entry = await claimNext(parts.db); entry; entry = await claimNext(parts.db)) {
    const result = await deliver(parts, entry);
    if (result === 'unreachable') return sent;
    if (result === 'sent') sent += 1;
  }
  return sent;
}

async function deliver(
  parts: SenderParts,
  entry: OutboxEntry,
): Promise<Outcome | 'postponed' | 'unreachable'> {
  const to = await addressOf(parts.db, entry);
  if (to === null) return close(parts, entry, 'no-address');
  try {
    await withTimeout(parts.send(toMail(parts, entry, to)));
    return await close(parts, entry, 'sent');
  } catch (error) {
    return failed(parts, entry, error);
  }
}

async function close(parts: SenderParts, entry: OutboxEntry, outcome: Outcome): Promise<Outcome> {
  await closeEntry(parts.db, entry.id, outcome);
  return outcome;
}

async function failed(
  parts: SenderParts,
  entry: OutboxEntry,
  error: unknown,
): Promise<'refused' | 'postponed' | 'unreachable'> {
  const { code, responseCode = 0 } = error as { code?: unknown; responseCode?: number };
  const failure = [typeof code === 'string' ? code : 'FAILED', responseCode || ''].join(' ').trim();
  parts.log.warn(`notice ${entry.id} not sent (${failure}), attempt ${entry.attempts}`);
  const refused = responseCode >= 500 && code !== 'EAUTH';
  if (refused && entry.attempts >= REFUSALS_UNTIL_GIVEN_UP) {
    await closeEntry(parts.db, entry.id, 'refused');
    return 'refused';
  }
  const why = refused || typeof code !== 'string' ? 'postponed' : 'unreachable';
  await postponeEntry(parts.db, entry, { why, failure });
  return why;
}

function toMail({ frame, domain }: SenderParts, entry: OutboxEntry, to: string): OutgoingMail {
  return {
    to,
    // Members have nothing to do in the back office.
    ...composeMail(
      entry.notice,
      entry.recipientKind === 'member' ? { ...frame, backOfficeUrl: null } : frame,
    ),
    html: '',
    messageId: `<notice.${entry.id}.${Math.floor(entry.createdAt)}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

async function withTimeout(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('mail timeout'), { code: 'ETIMEDOUT' })),
      MAIL_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
