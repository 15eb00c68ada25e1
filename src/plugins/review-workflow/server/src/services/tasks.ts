import { agenciesWithManager } from '../../../../../access/officer';
import type { DatasetRow } from '../../../../../contracts/datasets';
import { toFilter } from '../../../../../domain/access/agency-scope';
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
  const waiting = await waitingFor(operation, query);
  const agencyIds = await agencyFilter(operation.db, operation.officer.scope, query.agency);
  const conditions = [...conditionsOf(query, agencyIds), ...waiting.conditions];
  const queue = query.q === null && query.identifier === null ? waiting.states : null;
  const [records, total] = await Promise.all([
    fetchPage(operation.db, conditions, query),
    queue === null
      ? countRows(operation.db, conditions)
      : countWaiting(operation, query, queue, agencyIds),
  ]);
  return { rows: await toRows(operation, records), total };
}

interface Waiting {
  readonly conditions: readonly Condition[];
  /** The states that make up the whole queue, where nothing else but four eyes narrows it. */
  readonly states: readonly State[] | null;
}

async function waitingFor(operation: Operation, query: ListQuery): Promise<Waiting> {
  const { officer } = operation;
  const fourEyes: Condition = {
    sql: 'r.submitted_by IS DISTINCT FROM ?::int',
    bindings: [officer.userId],
  };
  if (officer.role === 'provider') {
    return {
      states: null,
      conditions: [
        {
          sql: `d.state = 'revising' AND d.return_reason IS NOT NULL AND d.provider_id = ?::int`,
          bindings: [officer.officerId],
        },
      ],
    };
  }
  if (officer.role === 'agency-manager') {
    return { states: AGENCY_STAGES, conditions: [inStates(AGENCY_STAGES), fourEyes] };
  }
  const unmanaged = await agenciesWithoutManager(operation);
  const second: Condition = {
    sql: `(d.state = ANY(?::text[]) AND r.first_approved_by IS DISTINCT FROM ?::int
           OR d.state = ANY(?::text[]) AND d.agency_id = ANY(?::int[]))`,
    bindings: [[...PLATFORM_STAGES], officer.userId, [...AGENCY_STAGES], unmanaged],
  };
  const onlyPlatform = unmanaged.length === 0;
  return {
    states: onlyPlatform ? PLATFORM_STAGES : null,
    conditions: [
      second,
      fourEyes,
      ...(query.states.length ? [] : [inStates(waitingStates(onlyPlatform))]),
    ],
  };
}

function waitingStates(onlyPlatform: boolean): readonly State[] {
  return onlyPlatform ? PLATFORM_STAGES : [...PLATFORM_STAGES, ...AGENCY_STAGES];
}

function inStates(states: readonly State[]): Condition {
  return { sql: 'd.state = ANY(?::text[])', bindings: [[...states]] };
}

/** The kept counts, less what four eyes keep from this person. */
async function countWaiting(
  { db, officer }: Operation,
  query: ListQuery,
  all: readonly State[],
  agencyIds: readonly number[] | null,
): Promise<number> {
  const states = query.states.length ? all.filter((state) => query.states.includes(state)) : all;
  if (states.length === 0) return 0;
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `SELECT count(*)::int AS n FROM guard.dataset r
     WHERE (r.submitted_by = ? OR r.first_approved_by = ?) AND r.state = ANY(?::text[])
       AND (r.submitted_by = ? OR r.state LIKE '%-platform')
       AND (?::int[] IS NULL OR r.agency_id = ANY(?::int[]))`,
    [
      officer.userId,
      officer.userId,
      [...states],
      officer.userId,
      agencyIds && [...agencyIds],
      agencyIds && [...agencyIds],
    ] as never[],
  );
  return (await keptCount(db, states, agencyIds)) - (rows[0]?.n ?? 0);
}

/** Agencies with a submission at the first step that nobody but a platform admin can review. */
async function agenciesWithoutManager({ db, officer }: Operation): Promise<number[]> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `SELECT DISTINCT agency_id AS id FROM guard.dataset_count
     WHERE n > 0 AND state = ANY(?::text[])`,
    [[...AGENCY_STAGES]],
  );
  const ids = rows.map(({ id }) => id);
  const allowed = toFilter(officer.scope);
  const managed = await agenciesWithManager(db, ids);
  return ids.filter((id) => !managed.has(id) && (allowed === null || allowed.includes(id)));
}
