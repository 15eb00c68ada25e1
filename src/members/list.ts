import type { MemberState } from '../contracts/members';
import type { Database } from '../public/database';

/** A member as platform admins see one; never a password or token. */
export const MEMBER_VIEW = `json_build_object(
  'id', u.id, 'username', u.username, 'email', u.email,
  'state', case when u.blocked then 'suspended' when u.confirmed then 'active' else 'unconfirmed' end,
  'signsInWith', case when exists (select from member_identities i where i.member_id = u.id)
    then 'oidc' else 'password' end,
  'createdAt', corpus_time(u.created_at),
  'applications', (select json_build_object(
     'waiting', count(*) filter (where a.state = 'waiting'),
     'approved', count(*) filter (where a.state = 'approved'), 'total', count(*))
   from corpus_access_applications a where a.member_id = u.id))`;

const STATE_IS: Readonly<Record<MemberState, string>> = {
  active: 'u.confirmed and u.blocked is not true',
  suspended: 'u.blocked',
  unconfirmed: 'u.confirmed is not true and u.blocked is not true',
};

/** Members by a part of their name or e-mail address, newest first. */
export async function listMembers(
  database: Database,
  query: { words: string; state: MemberState | null; limit: number; offset: number },
): Promise<{ bodies: string[]; total: number }> {
  const where = `($1 = '' or strpos(lower(u.username), lower($1)) > 0 or strpos(lower(u.email), lower($1)) > 0)
    and ${query.state === null ? 'true' : STATE_IS[query.state]}`;
  const rows = await database.query<{ body: string }>(
    `select (${MEMBER_VIEW})::text as body from up_users u where ${where}
     order by u.id desc limit $2 offset $3`,
    [query.words, query.limit, query.offset],
  );
  const [count] = await database.query<{ total: number }>(
    `select count(*)::int as total from up_users u where ${where}`,
    [query.words],
  );
  return { bodies: rows.map(({ body }) => body), total: count?.total ?? 0 };
}
