import type { SummaryView } from '../../../../../contracts/officer';
import type { DatasetRow } from '../../../../../contracts/datasets';
import { toFilter } from '../../../../../domain/access/agency-scope';
import { STATES, type State } from '../../../../../domain/review/states';
import type { ListQuery } from '../http/list-query';
import { fetchPage, keptCount, ofAgencies, type Condition } from '../store/dataset-list';
import { year, type Operation } from './context';
import { readCorpusStatistics } from './corpus-statistics';
import { toRows } from './read';
import { listTasks } from './tasks';

/** Rows of each short list of the home page. */
const SHORT = 5;

const NEWEST: ListQuery = {
  q: null,
  identifier: null,
  agency: null,
  states: [],
  page: 1,
  pageSize: SHORT,
  sort: { key: 'createdAt', descending: true },
};

const LONGEST_WAITING: ListQuery = {
  ...NEWEST,
  sort: { key: 'submittedAt', descending: false },
};

/** What the home page shows: what waits for the person, and how the corpus grows. */
export async function readSummary(operation: Operation): Promise<SummaryView> {
  const [tasks, applications, accessApplications, states, mine, expiring, scheduled, corpus] =
    await Promise.all([
      listTasks(operation, LONGEST_WAITING),
      countApplications(operation),
      countAccessApplications(operation),
      countStates(operation),
      listMine(operation),
      listExpiring(operation),
      listScheduled(operation),
      readCorpusStatistics(operation.db, operation.at),
    ]);
  return {
    tasks: tasks.total,
    queue: tasks.rows,
    applications,
    accessApplications,
    states,
    mine,
    expiring,
    scheduled,
    corpus,
  };
}

async function countStates({ db, officer }: Operation): Promise<SummaryView['states']> {
  const agencyIds = toFilter(officer.scope);
  const counts = await Promise.all(
    STATES.map(async (state) => [state, await keptCount(db, [state], agencyIds)] as const),
  );
  return Object.fromEntries(counts) as Record<State, number>;
}

/** Providers' applications in scope for a manager, all that wait for a platform admin. */
async function countApplications({ db, officer }: Operation): Promise<number> {
  if (officer.role === 'provider') return 0;
  const agencyIds = toFilter(officer.scope);
  const waiting = db('gov_oidc_applications').where({ state: 'pending' });
  if (officer.role === 'agency-manager') void waiting.where({ role: 'provider' });
  if (agencyIds !== null) void waiting.whereIn('agency_id', agencyIds);
  return countOf(await waiting.count({ n: '*' }));
}

async function countAccessApplications({ db, officer }: Operation): Promise<number> {
  if (officer.role !== 'platform-admin') return 0;
  const waiting = db('corpus_access_applications').where({ state: 'waiting' });
  return countOf(await waiting.count({ n: '*' }));
}

function countOf(rows: readonly unknown[]): number {
  return Number((rows[0] as { n: string | number } | undefined)?.n ?? 0);
}

async function listMine(operation: Operation): Promise<DatasetRow[]> {
  const { officer } = operation;
  if (officer.role !== 'provider') return [];
  return shortList(operation, [
    { sql: `d.state IN ('draft', 'revising')`, bindings: [] },
    { sql: 'd.provider_id = ?::int', bindings: [officer.officerId] },
  ]);
}

/** Listed, with a licence that ends with this year. */
function listExpiring(operation: Operation): Promise<DatasetRow[]> {
  return shortList(operation, [
    { sql: `d.state = 'listed' AND d.valid_until_year = ?::int`, bindings: [year(operation)] },
  ]);
}

function listScheduled(operation: Operation): Promise<DatasetRow[]> {
  return shortList(operation, [
    { sql: `d.state = 'listed' AND d.delist_on IS NOT NULL`, bindings: [] },
  ]);
}

async function shortList(
  operation: Operation,
  conditions: readonly Condition[],
): Promise<DatasetRow[]> {
  const agencyIds = toFilter(operation.officer.scope);
  const inScope: Condition[] = agencyIds === null ? [] : [ofAgencies(agencyIds)];
  const drafts: Condition = { sql: 'd.published_at IS NULL', bindings: [] };
  const records = await fetchPage(operation.db, [drafts, ...inScope, ...conditions], NEWEST);
  return toRows(operation, records);
}
