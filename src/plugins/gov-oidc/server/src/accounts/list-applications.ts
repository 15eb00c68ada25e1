import { agenciesWithManager, type Officer as Actor } from '../../../../../access/officer';
import type {
  ApplicationDetail,
  ApplicationItem,
  ListAnswer,
} from '../../../../../contracts/accounts';
import type {
  ApplicationRole,
  ApplicationState,
  CertificateState,
} from '../../../../../domain/accounts/application';
import { allowedDecisions } from '../../../../../domain/accounts/decide-application';
import { toFilter } from '../../../../../domain/access/agency-scope';
import { DomainError } from '../../../../../domain/errors';
import type { Knex } from '../store/knex';
import { readAccountHistory } from './account-history';
import { containing, ofAgency, pagination, type PageQuery } from './list-query';

export interface ApplicationQuery extends PageQuery {
  readonly q: string | null;
  readonly state: ApplicationState | null;
  readonly role: ApplicationRole | null;
  /** OID, or part of the name. */
  readonly agency: string | null;
}

interface Row {
  id: number;
  document_id: string;
  name: string;
  account: string;
  email: string;
  oid: string;
  agency_name: string;
  agency_id: number;
  role: ApplicationRole;
  certificate_state: CertificateState;
  certificate_unit: string | null;
  certificate_serial: string | null;
  certificate_until: Date | null;
  state: ApplicationState;
  submitted_at: Date | null;
  decided_at: Date | null;
  decided_by: number | null;
  decider: string | null;
  remark: string | null;
  admin_user_id: number | null;
  /** documentId of the officer. */
  officer: string;
}

/** What a reviewer may see: sent applications of the agencies in scope. */
function inScope(db: Knex, actor: Actor) {
  const rows = db('gov_oidc_applications as p')
    .join('officers as o', 'o.id', 'p.officer_id')
    .join('agencies as a', 'a.id', 'p.agency_id')
    .whereNot('p.state', 'saved');
  const agencyIds = toFilter(actor.scope);
  if (agencyIds !== null) void rows.whereIn('p.agency_id', agencyIds);
  return rows;
}

function matching(db: Knex, actor: Actor, query: ApplicationQuery) {
  const rows = inScope(db, actor);
  if (query.state !== null) void rows.where('p.state', query.state);
  if (query.role !== null) void rows.where('p.role', query.role);
  if (query.agency !== null) ofAgency(rows, query.agency);
  if (query.q !== null) {
    const pattern = containing(query.q);
    void rows.where((any) => {
      for (const column of ['o.name', 'o.account', 'a.name'])
        void any.orWhereILike(column, pattern);
    });
  }
  return rows;
}

function withNames(rows: ReturnType<typeof inScope>) {
  return rows
    .leftJoin('admin_users as r', 'r.id', 'p.decided_by')
    .select('p.*', 'o.name', 'o.account', 'o.admin_user_id', 'a.oid')
    .select({ agency_name: 'a.name', decider: 'r.firstname', officer: 'o.document_id' });
}

function toItem(row: Row, actor: Actor, managed: ReadonlySet<number>): ApplicationItem {
  const facts = {
    state: row.state,
    role: row.role,
    certificate: row.certificate_state,
    applicantUserId: row.admin_user_id,
    agencyHasManager: managed.has(row.agency_id),
  };
  return {
    id: row.document_id,
    number: row.id,
    name: row.name,
    account: row.account,
    email: row.email,
    agency: { oid: row.oid, name: row.agency_name },
    role: row.role,
    certificate: {
      state: row.certificate_state,
      unitName: row.certificate_unit,
      serialNumber: row.certificate_serial,
      validUntil: row.certificate_until?.toISOString() ?? null,
    },
    state: row.state,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decider ?? '' },
    remark: row.remark,
    allowedDecisions: allowedDecisions(facts, actor),
  };
}

/** 帳號審核管理: applications in scope, those that wait first, then the newest. */
export async function listApplications(
  db: Knex,
  actor: Actor,
  query: ApplicationQuery,
): Promise<ListAnswer<ApplicationItem>> {
  const counted = await matching(db, actor, query).count<{ total: string }[]>({ total: '*' });
  const rows = (await withNames(matching(db, actor, query))
    .orderByRaw("(p.state = 'pending') desc, p.id desc")
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)) as Row[];
  const managed = await agenciesWithManager(
    db,
    rows.map((row) => row.agency_id),
  );
  const { page, pageSize } = query;
  return {
    data: rows.map((row) => toItem(row, actor, managed)),
    meta: { pagination: pagination({ page, pageSize }, Number(counted[0]?.total ?? 0)) },
  };
}

/**
 * One application in scope, with the applicant's history.
 *
 * @throws {DomainError} accounts.not_found (404), also for what is outside the scope.
 */
export async function readApplication(
  db: Knex,
  actor: Actor,
  documentId: string,
): Promise<ApplicationDetail> {
  const [row] = (await withNames(inScope(db, actor).where('p.document_id', documentId))) as Row[];
  if (!row) throw new DomainError('accounts.not_found', 'missing');
  const managed = await agenciesWithManager(db, [row.agency_id]);
  return { ...toItem(row, actor, managed), history: await readAccountHistory(db, row.officer) };
}
