import type { Knex } from 'knex';
import { scopeOf, type AgencyScope } from '../domain/access/agency-scope';
import { isOfficerRole, type OfficerRole } from '../domain/access/roles';
import { DomainError } from '../domain/errors';

/** A signed-in person as the rules see one: role and scope from records only platform admins change. */
export interface Officer {
  /** Strapi admin user id. */
  readonly userId: number;
  /** Row id in officers; null for a Super Admin without an officer's record. */
  readonly officerId: number | null;
  readonly role: OfficerRole;
  readonly agency: { readonly id: number; readonly oid: string; readonly name: string } | null;
  readonly scope: AgencyScope;
}

interface Row {
  officer_id: number | null;
  role: string | null;
  active: boolean | null;
  is_super: boolean;
  agency_id: number | null;
  oid: string | null;
  agency_name: string | null;
}

/**
 * The officer behind a signed-in admin user, in the present state of the records.
 *
 * @throws {DomainError} account.no_role (403): no role yet, disabled, or not an officer.
 */
export async function loadOfficer(db: Knex, userId: number): Promise<Officer> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `SELECT o.id AS officer_id, o.role, o.active, o.agency_id, a.oid, a.name AS agency_name,
            EXISTS (SELECT FROM admin_users_roles_lnk l JOIN admin_roles r ON r.id = l.role_id
                    WHERE l.user_id = u.id AND r.code = 'strapi-super-admin') AS is_super
     FROM admin_users u
     LEFT JOIN officers o ON o.admin_user_id = u.id
     LEFT JOIN agencies a ON a.id = o.agency_id
     WHERE u.id = ? AND u.is_active`,
    [userId],
  );
  const row = rows[0];
  const role = row ? roleOf(row) : null;
  if (!row || !role) throw new DomainError('account.no_role', 'forbidden');
  const agency =
    row.agency_id === null
      ? null
      : { id: row.agency_id, oid: row.oid ?? '', name: row.agency_name ?? '' };
  const reach = await reachOf(db, role, row.agency_id);
  return { userId, officerId: row.officer_id, role, agency, scope: scopeOf(role, reach) };
}

function roleOf(row: Row): OfficerRole | null {
  if (row.officer_id === null) return row.is_super ? 'platform-admin' : null;
  return row.active && isOfficerRole(row.role) ? row.role : null;
}

/** SQL twin of coveredAgencies in the domain; a property test holds the two together. */
async function reachOf(db: Knex, role: OfficerRole, agencyId: number | null) {
  if (role === 'platform-admin' || agencyId === null) return { own: [], below: [] };
  const step =
    role === 'provider'
      ? 'SELECT id FROM agencies WHERE successor_id = reach.id'
      : `SELECT id FROM agencies WHERE parent_id = reach.id
         UNION ALL SELECT id FROM agencies WHERE successor_id = reach.id`;
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `WITH RECURSIVE reach AS (
       SELECT ?::int AS id
       UNION SELECT next.id FROM reach CROSS JOIN LATERAL (${step}) AS next
     ) SELECT id FROM reach`,
    [agencyId],
  );
  const ids = rows.map(({ id }) => id);
  return role === 'provider' ? { own: ids, below: [] } : { own: [agencyId], below: ids };
}

/** Of these agencies, those whose submissions some active manager can review. */
export async function agenciesWithManager(
  db: Knex,
  agencyIds: readonly number[],
): Promise<Set<number>> {
  return new Set((await managersByAgency(db, agencyIds)).keys());
}

/** Admin user ids of the active managers who can review these agencies' submissions, where any. */
export async function managersByAgency(
  db: Knex,
  agencyIds: readonly number[],
): Promise<Map<number, readonly number[]>> {
  if (agencyIds.length === 0) return new Map();
  const { rows } = await db.raw<{ rows: { root: number; managers: number[] }[] }>(
    `${LINES_UP} SELECT line.root, array_agg(DISTINCT u.id) AS managers FROM line
     JOIN officers o ON o.agency_id = line.id AND o.role = 'agency-manager' AND o.active
     JOIN admin_users u ON u.id = o.admin_user_id AND u.is_active
     GROUP BY line.root`,
    [[...agencyIds]],
  );
  return new Map(rows.map(({ root, managers }) => [root, managers]));
}

/** Admin user ids of the active managers whose scope covers the agency. */
export async function managersOf(db: Knex, agencyId: number): Promise<number[]> {
  return [...((await managersByAgency(db, [agencyId])).get(agencyId) ?? [])];
}

/** Admin user ids of the active platform admins. */
export async function platformAdmins(db: Knex): Promise<number[]> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `SELECT u.id FROM officers o JOIN admin_users u ON u.id = o.admin_user_id AND u.is_active
     WHERE o.role = 'platform-admin' AND o.active`,
  );
  return rows.map(({ id }) => id);
}

/** Each agency of the list with everything above it, by parent and by successor. */
const LINES_UP = `
  WITH RECURSIVE line AS (
    SELECT root, root AS id FROM unnest(?::int[]) AS root
    UNION
    SELECT line.root, above.id FROM line
    JOIN agencies a ON a.id = line.id
    CROSS JOIN LATERAL (VALUES (a.parent_id), (a.successor_id)) AS above(id)
    WHERE above.id IS NOT NULL
  )`;
