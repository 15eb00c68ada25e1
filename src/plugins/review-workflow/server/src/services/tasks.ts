import type { Knex } from 'knex';
import { managersByAgency } from '../../../../../access/officer';
import type { DatasetRow } from '../../../../../contracts/datasets';
import type { State } from '../../../../../domain/review/states';
import type { ListQuery } from '../http/list-query';
import {
  agencyFilter,
  conditionsOf,
  countRows,
  fetchPage,
  keptCount,
  type Condition,
} from '../store/dataset-list';
import type { Operation } from './context';
import { toRows } from './read';

const AGENCY_STAGES: readonly State[] = ['listing-review-agency', 'delisting-review-agency'];
const PLATFORM_STAGES: readonly State[] = ['listing-review-platform', 'delisting-review-platform'];

/**
 * What waits for this person: submissions to review that the four-eyes rules let the person
 * decide; for a provider, its own datasets that were returned.
 */
export async function listTasks(
  operation: Operation,
  query: ListQuery,
): Promise<{ rows: DatasetRow[]; total: number }> {
  const agencyIds = await agencyFilter(operation.db, operation.officer.scope, query.agency);
  const queues = await queuesOf(operation, agencyIds);
  const conditions = [
    ...conditionsOf(query, agencyIds),
    ...(queues ? conditionsOfQueues(operation, queues) : [returnedTo(operation)]),
  ];
  const counted = queues !== null && query.q === null && query.identifier === null;
  const [records, total] = await Promise.all([
    fetchPage(operation.db, conditions, query),
    counted
      ? countWaiting(operation, narrowed(queues, query.states))
      : countRows(operation.db, conditions),
  ]);
  return { rows: await toRows(operation, records), total };
}

/** Datasets in these states, of these agencies (null: all), which wait for the person. */
interface Queue {
  readonly states: readonly State[];
  readonly agencyIds: readonly number[] | null;
  /** Of these submitters only: the one manager of the agency, who cannot review the submission. */
  readonly submitters?: readonly number[];
}

/** A reviewer's queues; null for a provider, who has none. */
async function queuesOf(
  operation: Operation,
  agencyIds: readonly number[] | null,
): Promise<Queue[] | null> {
  const { role } = operation.officer;
  if (role === 'provider') return null;
  if (role === 'agency-manager') return [{ states: AGENCY_STAGES, agencyIds }];
  return [
    { states: PLATFORM_STAGES, agencyIds },
    ...(await queuesWithoutManager(operation, agencyIds)),
  ];
}

function returnedTo({ officer }: Operation): Condition {
  return {
    sql: `d.state = 'revising' AND d.return_reason IS NOT NULL AND d.provider_id = ?::int`,
    bindings: [officer.officerId],
  };
}

function conditionsOfQueues({ officer }: Operation, queues: readonly Queue[]): Condition[] {
  const each = queues.map(({ states, agencyIds, submitters }) => ({
    sql: [
      'd.state = ANY(?::text[])',
      agencyIds && 'd.agency_id = ANY(?::int[])',
      submitters && 'r.submitted_by = ANY(?::int[])',
    ]
      .filter(Boolean)
      .join(' AND '),
    bindings: [states, agencyIds, submitters].filter(Boolean).map((list) => [...(list ?? [])]),
  }));
  return [
    // Said once for all queues too, so that the index of what waits serves the order.
    { sql: 'd.state = ANY(?::text[])', bindings: [queues.flatMap(({ states }) => states)] },
    {
      sql: `(${each.map(({ sql }) => `(${sql})`).join(' OR ')})`,
      bindings: each.flatMap(({ bindings }) => bindings),
    },
    {
      sql: `r.submitted_by IS DISTINCT FROM ?::int
            AND (d.state LIKE '%-agency' OR r.first_approved_by IS DISTINCT FROM ?::int)`,
      bindings: [officer.userId, officer.userId],
      ofRegister: true,
    },
  ];
}

function narrowed(queues: readonly Queue[], asked: readonly State[]): Queue[] {
  if (asked.length === 0) return [...queues];
  return queues.map((queue) => ({
    ...queue,
    states: queue.states.filter((state) => asked.includes(state)),
  }));
}

/** The kept counts, less what four eyes keep from this person. */
async function countWaiting(operation: Operation, queues: readonly Queue[]): Promise<number> {
  const counts = await Promise.all(
    queues
      .filter(({ states }) => states.length > 0)
      .map(async (queue) => {
        const { submitters } = queue;
        if (submitters) return countSubmissions(operation.db, queue, submitters);
        const all = await keptCount(operation.db, queue.states, queue.agencyIds);
        return all - (await countOwn(operation, queue));
      }),
  );
  return counts.reduce((sum, n) => sum + n, 0);
}

/** What the person has submitted, or approved at the first step, of a queue. */
async function countOwn({ db, officer }: Operation, queue: Queue): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `SELECT count(*)::int AS n FROM guard.dataset r
     WHERE r.state LIKE '%-review-%' AND (r.submitted_by = ? OR r.first_approved_by = ?)
       AND (r.submitted_by = ? OR r.state LIKE '%-platform') AND ${OF_QUEUE}`,
    [officer.userId, officer.userId, officer.userId, ...bindingsOf(queue)] as never[],
  );
  return rows[0]?.n ?? 0;
}

async function countSubmissions(
  db: Knex,
  queue: Queue,
  submitters: readonly number[],
): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `SELECT count(*)::int AS n FROM guard.dataset r
     WHERE r.state LIKE '%-review-%' AND r.submitted_by = ANY(?::int[]) AND ${OF_QUEUE}`,
    [[...submitters], ...bindingsOf(queue)] as never[],
  );
  return rows[0]?.n ?? 0;
}

const OF_QUEUE = 'r.state = ANY(?::text[]) AND (?::int[] IS NULL OR r.agency_id = ANY(?::int[]))';

function bindingsOf({ states, agencyIds }: Queue): unknown[] {
  const ids = agencyIds && [...agencyIds];
  return [[...states], ids, ids];
}

/**
 * First steps that only a platform admin can take: of agencies (null: all) without a manager, and
 * of those whose one manager is who submitted.
 */
async function queuesWithoutManager(
  { db }: Operation,
  agencyIds: readonly number[] | null,
): Promise<Queue[]> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `SELECT DISTINCT r.agency_id AS id FROM guard.dataset_count r WHERE n > 0 AND ${OF_QUEUE}`,
    bindingsOf({ states: AGENCY_STAGES, agencyIds }) as never[],
  );
  const ids = rows.map(({ id }) => id);
  const managers = await managersByAgency(db, ids);
  const alone = ids.filter((id) => managers.get(id)?.length === 1);
  const submitters = alone.flatMap((id) => managers.get(id) ?? []);
  const unmanaged: Queue = {
    states: AGENCY_STAGES,
    agencyIds: ids.filter((id) => !managers.has(id)),
  };
  const own: Queue = { states: AGENCY_STAGES, agencyIds: alone, submitters };
  const any = alone.length > 0 && (await countSubmissions(db, own, submitters)) > 0;
  return [...(unmanaged.agencyIds?.length ? [unmanaged] : []), ...(any ? [own] : [])];
}
