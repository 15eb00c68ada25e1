import type { Officer as Actor } from '../../../../../access/officer';
import type {
  AgencyWithoutManager,
  LeftDataset,
  ListAnswer,
} from '../../../../../contracts/accounts';
import { toFilter } from '../../../../../domain/access/agency-scope';
import { withoutManager } from '../agencies/list-agencies';
import type { Knex } from '../store/knex';
import { pagination, type PageQuery } from './list-query';

interface AgencyRow {
  id: number;
  oid: string;
  name: string;
  providers: number;
  applications: number;
  waiting: number;
  left_at: Date | null;
}

/** Every agency where somebody works, applies or waits; few of all that there are. */
const AGENCIES_AT_WORK = `
  select a.id, a.oid, a.name,
    (select count(*)::int from officers o
     where o.agency_id = a.id and o.role = 'provider' and o.active) as providers,
    (select count(*)::int from gov_oidc_applications p
     where p.agency_id = a.id and p.state = 'pending' and p.role = 'provider') as applications,
    (select coalesce(sum(n), 0)::int from guard.dataset_count c
     where c.agency_id = a.id and c.state like '%-review-agency') as waiting,
    (select max(e.at) from guard.account_entry e join officers o on o.document_id = e.officer
     where e.action in ('disabled', 'role-changed', 'agency-changed')
       and (e.agency = a.oid or e.details->>'formerAgencyId' = a.id::text)) as left_at
  from agencies a where a.id = any(?) order by waiting desc, applications desc, a.oid`;

/**
 * Agencies that have work and no manager whose scope covers them: platform admins review for them,
 * and see here where a manager is missing.
 */
export async function listAgenciesWithoutManager(
  db: Knex,
  { page, pageSize }: PageQuery,
): Promise<ListAnswer<AgencyWithoutManager>> {
  const without = await withoutManager(db);
  const { rows } = await db.raw<{ rows: AgencyRow[] }>(`${AGENCIES_AT_WORK} limit ? offset ?`, [
    without,
    pageSize,
    (page - 1) * pageSize,
  ]);
  return {
    data: rows.map((row) => ({
      oid: row.oid,
      name: row.name,
      providers: row.providers,
      pendingApplications: row.applications,
      waitingReviews: row.waiting,
      lastChangeAt: row.left_at?.toISOString() ?? null,
    })),
    meta: { pagination: pagination({ page, pageSize }, without.length) },
  };
}

interface DatasetRow {
  document_id: string;
  identifier: string;
  name: string | null;
  state: LeftDataset['state'];
  oid: string;
  agency_name: string;
}

/** Datasets in scope that have no provider, for the manager who hands them to one. */
export async function listLeftDatasets(
  db: Knex,
  actor: Actor,
  { page, pageSize }: PageQuery,
): Promise<ListAnswer<LeftDataset>> {
  const agencyIds = toFilter(actor.scope);
  const inScope = () => {
    const rows = db('datasets as d').whereNull('d.provider_id').whereNull('d.published_at');
    if (agencyIds !== null) void rows.whereIn('d.agency_id', agencyIds);
    return rows;
  };
  const counted = await inScope().count<{ total: string }[]>({ total: '*' });
  const rows = (await inScope()
    .join('agencies as a', 'a.id', 'd.agency_id')
    .select('d.document_id', 'd.identifier', 'd.name', 'd.state', 'a.oid')
    .select({ agency_name: 'a.name' })
    .orderBy('d.updated_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)) as DatasetRow[];
  return {
    data: rows.map((row) => ({
      id: row.document_id,
      identifier: row.identifier,
      name: row.name,
      state: row.state,
      agency: { oid: row.oid, name: row.agency_name },
    })),
    meta: { pagination: pagination({ page, pageSize }, Number(counted[0]?.total ?? 0)) },
  };
}
