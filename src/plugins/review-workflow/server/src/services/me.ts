import type { MeView } from '../../../../../contracts/officer';
import type { Operation } from './context';

/** The signed-in officer, for the panel's menu and headings. */
export async function readMe({ db, officer }: Operation): Promise<MeView> {
  const { rows } = await db.raw<{ rows: { name: string | null }[] }>(
    `SELECT coalesce(o.name, nullif(trim(concat(u.firstname, ' ', u.lastname)), ''), u.username) AS name
     FROM admin_users u LEFT JOIN officers o ON o.admin_user_id = u.id WHERE u.id = ?`,
    [officer.userId],
  );
  const { userId: id, role, agency } = officer;
  return {
    id,
    name: rows[0]?.name ?? '',
    role,
    agency: agency && { oid: agency.oid, name: agency.name },
  };
}
