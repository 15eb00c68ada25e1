import { DomainError } from '../../domain/errors';
import { taipeiDay } from '../../domain/time/taipei';
import type { Database } from '../database';
import { VIEW } from './store';

/** With the applicant, whom only reviewers see, and whether the goal was missed. */
const REVIEW_VIEW = `(${VIEW})::jsonb || jsonb_build_object(
  'member', jsonb_build_object('id', a.member_id, 'email', u.email, 'username', u.username),
  'decidedBy', a.decided_by,
  'overdue', a.state = 'waiting' and a.due_on < (now() at time zone 'Asia/Taipei')::date)`;

const FROM = 'corpus_access_applications a left join up_users u on u.id = a.member_id';

export const STATES = ['waiting', 'approved', 'rejected', 'revoked'] as const;

/** The queue, what is due first first. */
export async function listForReview(
  database: Database,
  options: { state: string | null; limit: number; offset: number },
): Promise<{ bodies: string[]; total: number }> {
  const rows = await database.query<{ body: string }>(
    `select (${REVIEW_VIEW})::text as body from ${FROM}
     where $1::text is null or a.state = $1 order by a.due_on, a.id limit $2 offset $3`,
    [options.state, options.limit, options.offset],
  );
  const [count] = await database.query<{ total: number }>(
    `select count(*)::int as total from corpus_access_applications a where $1::text is null or a.state = $1`,
    [options.state],
  );
  return { bodies: rows.map(({ body }) => body), total: count?.total ?? 0 };
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
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until));
  if (decision === 'approve' && (!valid || until < taipeiDay(now))) {
    throw new DomainError('access.until_required', 'invalid', { path: 'until' });
  }
  return {
    decision,
    reason: reason === '' ? null : reason,
    until: decision === 'approve' ? until : null,
  };
}
