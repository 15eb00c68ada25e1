import type { AccountEvent } from '../../../../../contracts/accounts';
import type { Knex } from '../store/knex';

interface Row {
  seq: string;
  at: Date;
  action: AccountEvent['action'];
  actor: number | null;
  actor_name: string | null;
  role: AccountEvent['role'];
  remark: string | null;
}

/** What happened to an officer's account, oldest first, as the guide's review page lists it. */
export async function readAccountHistory(db: Knex, officer: string): Promise<AccountEvent[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select e.seq, e.at, e.action, e.actor, u.firstname as actor_name, e.role, e.remark
     from guard.account_entry e left join admin_users u on u.id = e.actor
     where e.officer = ? order by e.seq`,
    [officer],
  );
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at.toISOString(),
    action: row.action,
    actor: row.actor === null ? null : { id: row.actor, name: row.actor_name ?? '' },
    role: row.role,
    remark: row.remark,
  }));
}
