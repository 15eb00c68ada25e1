import { DomainError } from '../../domain/errors';
import { isCalendarDay } from '../../domain/time/calendar-day';
import { taipeiDay } from '../../domain/time/taipei';
import type { Database } from '../database';
import { VIEW } from './store';

/** With the applicant, whom only reviewers see, and whether the goal was missed. */
const REVIEW_VIEW = `(${VIEW})::jsonb || jsonb_build_object(
  'member', jsonb_build_object('id', a.member_id, 'email', u.email, 'username', u.username),
  'decidedBy', a.decided_by,
  'reviewer', (select coalesce(p.name, v.firstname, v.username) from admin_users v
    left join officers p on p.admin_user_id = v.id where v.id = a.decided_by),
  'chosen', (select coalesce(jsonb_agg(jsonb_build_object('id', d.document_id,
      'identifier', d.identifier, 'name', d.name) order by d.identifier), '[]')
    from datasets d where d.document_id = any (a.datasets) and d.published_at is null),
  'licenceIsPresent', exists (select from licences l where l.code = a.licence_code
    and l.version = a.licence_version and coalesce(l.text_hash, '') = coalesce(a.licence_hash, '')),
  'overdue', a.state = 'waiting' and a.due_on < (now() at time zone 'Asia/Taipei')::date)`;

const FROM = 'corpus_access_applications a left join up_users u on u.id = a.member_id';

const TODAY = `(now() at time zone 'Asia/Taipei')::date`;

/** What the queue may be asked for; approved ones also by whether the grant still runs. */
const CONDITIONS = {
  waiting: `a.state = 'waiting'`,
  approved: `a.state = 'approved'`,
  active: `a.state = 'approved' and a.granted_until >= ${TODAY}`,
  ended: `a.state = 'approved' and a.granted_until < ${TODAY}`,
  rejected: `a.state = 'rejected'`,
  revoked: `a.state = 'revoked'`,
} as const;
export type QueueState = keyof typeof CONDITIONS;

export function isQueueState(value: unknown): value is QueueState {
  return typeof value === 'string' && Object.hasOwn(CONDITIONS, value);
}

/** The queue: what waits, by the day when it is due; then what is decided, newest first. */
export async function listForReview(
  database: Database,
  options: { state: QueueState | null; words: string; limit: number; offset: number },
): Promise<{ bodies: string[]; total: number }> {
  const where = `${options.state === null ? 'true' : CONDITIONS[options.state]} and ($1 = ''
    or strpos(lower(u.username), lower($1)) > 0 or strpos(lower(u.email), lower($1)) > 0
    or strpos(a.purpose, $1) > 0)`;
  const rows = await database.query<{ body: string }>(
    `select (${REVIEW_VIEW})::text as body from ${FROM} where ${where}
     order by a.state <> 'waiting', case when a.state = 'waiting' then a.due_on end,
       a.decided_at desc nulls last, a.id limit $2 offset $3`,
    [options.words, options.limit, options.offset],
  );
  const [count] = await database.query<{ total: number }>(
    `select count(*)::int as total from ${FROM} where ${where}`,
    [options.words],
  );
  return { bodies: rows.map(({ body }) => body), total: count?.total ?? 0 };
}

/**
 * One application with what happened to it, newest first.
 *
 * @throws DomainError request.not_found (404)
 */
export async function readForReview(database: Database, documentId: string): Promise<string> {
  const [row] = await database.query<{ body: string }>(
    `select (${REVIEW_VIEW} || jsonb_build_object('history', (
       select coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'at', e.at, 'action', e.action,
         'actor', coalesce(p.name, v.firstname, v.username)) order by e.seq desc), '[]')
       from guard.member_entry e left join admin_users v on v.id = e.actor
       left join officers p on p.admin_user_id = v.id
       where e.application = a.document_id)))::text as body from ${FROM} where a.document_id = $1`,
    [documentId],
  );
  if (!row) throw new DomainError('request.not_found', 'missing');
  return row.body;
}

export interface AccessDecision {
  readonly decision: 'approve' | 'reject' | 'revoke';
  readonly reason: string | null;
  /** Last day of the grant, `YYYY-MM-DD`; for approvals. */
  readonly until: string | null;
}

const FROM_STATE = { approve: 'waiting', reject: 'waiting', revoke: 'approved' } as const;
const TO_STATE = { approve: 'approved', reject: 'rejected', revoke: 'revoked' } as const;

/**
 * Decides an application, once: of two who decide together one is told that it is decided.
 *
 * @throws DomainError request.not_found (404), access.decided_already (409)
 */
export async function decideApplication(
  database: Database,
  request: { documentId: string; actorId: number; decision: AccessDecision },
): Promise<string> {
  const { documentId, actorId, decision } = request;
  const [row] = await database.query<{ id: string }>(
    `update corpus_access_applications set state = $2, decided_at = now(), decided_by = $3, reason = $4,
       granted_until = coalesce($5::date, granted_until)
     where document_id = $1 and state = $6 returning id`,
    [
      ...[documentId, TO_STATE[decision.decision], actorId, decision.reason, decision.until],
      FROM_STATE[decision.decision],
    ],
  );
  const [found] = await database.query<{ body: string }>(
    `select (${REVIEW_VIEW})::text as body from ${FROM} where a.document_id = $1`,
    [documentId],
  );
  if (!found) throw new DomainError('request.not_found', 'missing');
  if (!row) throw new DomainError('access.decided_already', 'conflict');
  return found.body;
}

/** @throws DomainError access.until_required, access.reason_required, request.invalid (422) */
export function readDecision(body: unknown, now: Date): AccessDecision {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const decision = (['approve', 'reject', 'revoke'] as const).find(
    (name) => name === given.decision,
  );
  if (!decision) throw new DomainError('request.invalid', 'invalid', { path: 'decision' });
  const reason = typeof given.reason === 'string' ? given.reason.trim().slice(0, 2000) : '';
  if (decision !== 'approve' && reason === '') {
    throw new DomainError('access.reason_required', 'invalid', { path: 'reason' });
  }
  const until = typeof given.until === 'string' ? given.until : '';
  if (decision === 'approve' && (!isCalendarDay(until) || until < taipeiDay(now))) {
    throw new DomainError('access.until_required', 'invalid', { path: 'until' });
  }
  return {
    decision,
    reason: reason === '' ? null : reason,
    until: decision === 'approve' ? until : null,
  };
}
