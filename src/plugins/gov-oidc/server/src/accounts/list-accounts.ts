import type { Officer as Actor } from '../../../../../access/officer';
import type { AccountItem, ListAnswer } from '../../../../../contracts/accounts';
import { mayChangeState } from '../../../../../domain/accounts/change-account';
import { mayChangeRole } from '../../../../../domain/accounts/change-role';
import { toFilter } from '../../../../../domain/access/agency-scope';
import { isOfficerRole, type OfficerRole } from '../../../../../domain/access/roles';
import type { Knex } from '../store/knex';
import { containing, ofAgency, pagination, type PageQuery } from './list-query';

export interface AccountQuery extends PageQuery {
  readonly q: string | null;
  readonly role: OfficerRole | null;
  /** OID, or part of the name. */
  readonly agency: string | null;
  readonly active: 'true' | 'false' | null;
}

interface Row {
  id: number;
  document_id: string;
  name: string;
  account: string;
  email: string | null;
  oid: string | null;
  agency_name: string | null;
  role: unknown;
  active: boolean;
  admin_user_id: number | null;
}

function inScope(db: Knex, actor: Actor, query: AccountQuery) {
  const rows = db('officers as o').leftJoin('agencies as a', 'a.id', 'o.agency_id');
  const agencyIds = toFilter(actor.scope);
  if (agencyIds !== null) void rows.whereIn('o.agency_id', agencyIds);
  if (query.role !== null) void rows.where('o.role', query.role);
  if (query.agency !== null) ofAgency(rows, query.agency);
  if (query.active !== null) void rows.where('o.active', query.active === 'true');
  if (query.q !== null) {
    const pattern = containing(query.q);
    void rows.where((any) => {
      for (const column of ['o.name', 'o.account', 'a.name'])
        void any.orWhereILike(column, pattern);
    });
  }
  return rows;
}

function toItem(row: Row, actor: Actor): AccountItem {
  const role = isOfficerRole(row.role) ? row.role : null;
  const userId = row.admin_user_id;
  return {
    id: row.document_id,
    number: row.id,
    name: row.name,
    account: row.account,
    email: row.email,
    agency: row.oid === null ? null : { oid: row.oid, name: row.agency_name ?? '' },
    role,
    active: row.active,
    mayChangeState: mayChangeState({ userId, role }, actor),
    mayChangeRole: mayChangeRole(
      { userId },
      { userId: actor.userId, isSuperAdmin: actor.officerId === null },
    ),
  };
}

/** Officers' accounts in scope, by agency and account. */
export async function listAccounts(
  db: Knex,
  actor: Actor,
  query: AccountQuery,
): Promise<ListAnswer<AccountItem>> {
  const counted = await inScope(db, actor, query).count<{ total: string }[]>({ total: '*' });
  const rows = (await inScope(db, actor, query)
    .select('o.*', 'a.oid')
    .select({ agency_name: 'a.name' })
    .orderByRaw('a.oid, o.account, o.id')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)) as Row[];
  const { page, pageSize } = query;
  return {
    data: rows.map((row) => toItem(row, actor)),
    meta: { pagination: pagination({ page, pageSize }, Number(counted[0]?.total ?? 0)) },
  };
}
