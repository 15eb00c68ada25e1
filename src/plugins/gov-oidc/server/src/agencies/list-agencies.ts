import { agenciesWithManager } from '../../../../../access/officer';
import type { ListAnswer } from '../../../../../contracts/accounts';
import type { AgencyRow, AgencyState } from '../../../../../contracts/agencies';
import type { Knex } from '../store/knex';
import { containing, pagination, type PageQuery } from '../accounts/list-query';

export interface AgencyQuery extends PageQuery {
  /** Part of a name, present or former, or the beginning of an OID. */
  readonly q: string | null;
  /** OID of the agency above. */
  readonly parent: string | null;
  readonly state: AgencyState | null;
}

/** An agency as `AGENCY_VIEW` reads it. */
export interface Found extends Omit<AgencyRow, 'managed'> {
  readonly rowId: number;
}

const brief = (alias: string) =>
  `case when ${alias}.id is null then null else json_build_object('oid', ${alias}.oid, 'name', ${alias}.name) end`;

/** Columns of agency `a` with its parent `p` and successor `s`. */
export const AGENCY_VIEW = `a.id as "rowId", a.document_id as id, a.oid, a.name, a.name_en as "nameEn",
  coalesce(a.retired, false) as retired, ${brief('p')} as parent, ${brief('s')} as successor,
  (select count(*)::int from agencies c where c.parent_id = a.id) as children,
  (select count(*)::int from officers o where o.agency_id = a.id and o.active
     and o.role = 'agency-manager') as managers,
  (select count(*)::int from officers o where o.agency_id = a.id and o.active
     and o.role = 'provider') as providers,
  (select coalesce(sum(n), 0)::int from guard.dataset_count c where c.agency_id = a.id) as datasets`;

export const AGENCY_FROM = `agencies a left join agencies p on p.id = a.parent_id
  left join agencies s on s.id = a.successor_id`;

/** Agencies by name or OID; those that are at work first, then by OID. */
export async function listAgencies(db: Knex, query: AgencyQuery): Promise<ListAnswer<AgencyRow>> {
  const { where, values } = await conditionsOf(db, query);
  const page = [query.pageSize, (query.page - 1) * query.pageSize];
  const { rows } = await db.raw<{ rows: Found[] }>(
    `select ${AGENCY_VIEW} from ${AGENCY_FROM} where ${where}
     order by coalesce(a.retired, false),
       (exists (select from officers o where o.agency_id = a.id and o.active)
        or exists (select from guard.dataset_count c where c.agency_id = a.id and c.n > 0)) desc,
       a.oid limit ? offset ?`,
    [...values, ...page],
  );
  const { rows: counted } = await db.raw<{ rows: { total: number }[] }>(
    `select count(*)::int as total from agencies a left join agencies p on p.id = a.parent_id
     where ${where}`,
    values,
  );
  return {
    data: await withManaged(db, rows),
    meta: { pagination: pagination(query, counted[0]?.total ?? 0) },
  };
}

/** Whether somebody reviews for each. */
export async function withManaged(db: Knex, found: readonly Found[]): Promise<AgencyRow[]> {
  const managed = await agenciesWithManager(
    db,
    found.map(({ rowId }) => rowId),
  );
  return found.map(({ rowId, ...row }) => ({ ...row, managed: managed.has(rowId) }));
}

type Value = string | number | number[];

async function conditionsOf(
  db: Knex,
  { q, parent, state }: AgencyQuery,
): Promise<{ where: string; values: Value[] }> {
  const parts: { sql: string; values: Value[] }[] = [{ sql: 'true', values: [] }];
  if (q !== null && /^\d+(\.\d*)*$/.test(q)) {
    parts.push({ sql: 'starts_with(a.oid, ?)', values: [q] });
  } else if (q !== null) {
    parts.push({
      sql: '(a.name ilike ? or a.name_en ilike ? or a.former_names::text ilike ?)',
      values: [containing(q), containing(q), containing(q)],
    });
  }
  if (parent !== null) parts.push({ sql: 'p.oid = ?', values: [parent] });
  if (state === 'retired') parts.push({ sql: 'a.retired', values: [] });
  if (state === 'in-use') parts.push({ sql: 'a.retired is not true', values: [] });
  if (state === 'without-manager') {
    parts.push({ sql: 'a.id = any(?)', values: [await withoutManager(db)] });
  }
  return {
    where: parts.map(({ sql }) => sql).join(' and '),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Row ids of the agencies that have work and nobody who reviews it. */
export async function withoutManager(db: Knex): Promise<number[]> {
  const { rows: working } = await db.raw<{ rows: { id: number }[] }>(
    `select agency_id as id from officers where role = 'provider' and active and agency_id is not null
     union select agency_id from gov_oidc_applications where state = 'pending' and role = 'provider'
     union select agency_id from guard.dataset_count where n > 0 and state <> 'delisted'`,
  );
  const ids = working.map(({ id }) => id);
  const managed = await agenciesWithManager(db, ids);
  return ids.filter((id) => !managed.has(id));
}
