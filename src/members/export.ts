import { VIEW } from '../public/applications/store';
import type { Database } from '../public/database';
import { DomainError } from '../domain/errors';
import { MEMBER_VIEW } from './list';

/**
 * Everything that is kept about a member, as one JSON text; the trail notes that it was given out.
 *
 * @param request.actorId platform admin; null where members ask for their own
 * @throws DomainError request.not_found (404)
 */
export async function exportMember(
  database: Database,
  { memberId, actorId }: { memberId: number; actorId: number | null },
): Promise<string> {
  const [row] = await database.query<{ body: string }>(
    `select json_build_object('member', ${MEMBER_VIEW},
       'identities', (select coalesce(json_agg(json_build_object('issuer', i.issuer,
         'subject', i.subject, 'createdAt', i.created_at)), '[]')
         from member_identities i where i.member_id = u.id),
       'applications', (select coalesce(json_agg(${VIEW} order by a.id), '[]')
         from corpus_access_applications a where a.member_id = u.id),
       'notices', (select coalesce(json_agg(json_build_object('notice', n.notice,
         'createdAt', n.created_at, 'outcome', n.outcome) order by n.id), '[]')
         from notice_outbox n where n.recipient_kind = 'member' and n.recipient_id = u.id),
       'trail', (select coalesce(json_agg(json_build_object('seq', e.seq, 'at', e.at,
         'action', e.action, 'application', e.application, 'details', e.details) order by e.seq), '[]')
         from guard.member_entry e where e.member = u.id))::text as body
     from up_users u where u.id = $1`,
    [memberId],
  );
  if (!row) throw new DomainError('request.not_found', 'missing');
  await database.query(
    `select guard.note_member(jsonb_build_object('at', now(), 'member', $1::int, 'action', 'exported',
       'actor', $2::int, 'actorRole', case when $2::int is null then 'member' else 'platform-admin' end))`,
    [memberId, actorId],
  );
  return row.body;
}
