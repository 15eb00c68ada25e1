import type { Knex } from 'knex';
import { toFilter, type AgencyScope } from '../../../../../domain/access/agency-scope';
import type { State } from '../../../../../domain/review/states';
import { SORTS, type ListQuery } from '../http/list-query';
import { RECORD_COLUMNS, RECORD_TABLES, type DatasetRecord } from './dataset-record';

export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

/** Conditions of a list beyond the query: SQL over d, r, a, with its bindings. */
export interface Condition {
  readonly sql: string;
  readonly bindings: readonly unknown[];
  /** Whether it asks the register (r), which the others do without. */
  readonly ofRegister?: true;
}

/**
 * One page of the draft rows in scope that fit the query, and how many there are in all. The total
 * comes from the kept counts where the query names states and agencies only.
 */
export async function listRecords(
  db: Knex,
  scope: AgencyScope,
  query: ListQuery,
): Promise<Page<DatasetRecord>> {
  const agencyIds = await agencyFilter(db, scope, query.agency);
  const conditions = conditionsOf(query, agencyIds);
  const counted = query.q === null && query.identifier === null;
  const [rows, total] = await Promise.all([
    fetchPage(db, conditions, query),
    counted ? keptCount(db, query.states, agencyIds) : countRows(db, conditions),
  ]);
  return { rows, total };
}

/** Ids of the agencies a query may reach: the scope, narrowed by the agency (OID or part of its name). */
export async function agencyFilter(
  db: Knex,
  scope: AgencyScope,
  agency: string | null,
): Promise<readonly number[] | null> {
  const inScope = toFilter(scope);
  if (agency === null) return inScope;
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `SELECT id FROM agencies WHERE oid = ? OR name ILIKE ?`,
    [agency, `%${escapeLike(agency)}%`],
  );
  const named = rows.map(({ id }) => id);
  if (inScope === null) return named;
  const allowed = new Set(inScope);
  return named.filter((id) => allowed.has(id));
}

export async function fetchPage(
  db: Knex,
  conditions: readonly Condition[],
  { page, pageSize, sort }: ListQuery,
): Promise<DatasetRecord[]> {
  const direction = sort.descending ? 'DESC' : 'ASC';
  // The page is picked from datasets alone, by an index; the joins are for its rows only.
  const { rows } = await db.raw<{ rows: DatasetRecord[] }>(
    `WITH d AS MATERIALIZED (
       SELECT d.* FROM ${sourceOf(conditions)}
       WHERE ${whereOf(conditions)}
       ORDER BY ${SORTS[sort.key]} ${direction}, d.id ${direction}
       LIMIT ? OFFSET ?
     )
     SELECT ${RECORD_COLUMNS} FROM ${RECORD_TABLES.replace('datasets d', 'd')}
     ORDER BY ${SORTS[sort.key]} ${direction}, d.id ${direction}`,
    [...bindingsOf(conditions), pageSize, (page - 1) * pageSize] as Knex.RawBinding[],
  );
  return rows;
}

export async function countRows(db: Knex, conditions: readonly Condition[]): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `SELECT count(*)::int AS n FROM ${sourceOf(conditions)}
     WHERE ${whereOf(conditions)}`,
    bindingsOf(conditions) as Knex.RawBinding[],
  );
  return rows[0]?.n ?? 0;
}

/** How many datasets these agencies have in these states, from the counts kept by the guard. */
export async function keptCount(
  db: Knex,
  states: readonly State[],
  agencyIds: readonly number[] | null,
): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `SELECT coalesce(sum(n), 0)::int AS n FROM guard.dataset_count
     WHERE (?::text[] = '{}' OR state = ANY(?::text[]))
       AND (?::int[] IS NULL OR agency_id = ANY(?::int[]))`,
    [
      [...states],
      [...states],
      agencyIds && [...agencyIds],
      agencyIds && [...agencyIds],
    ] as Knex.RawBinding[],
  );
  return rows[0]?.n ?? 0;
}

export function conditionsOf(query: ListQuery, agencyIds: readonly number[] | null): Condition[] {
  const { q, identifier, states } = query;
  const word = q === null ? '' : `%${escapeLike(q)}%`;
  // Letters without upper and lower case need no folding, which would take several times as long.
  const like = word.toLowerCase() === word.toUpperCase() ? 'LIKE' : 'ILIKE';
  const all: (Condition | false)[] = [
    { sql: 'd.published_at IS NULL', bindings: [] },
    agencyIds !== null && ofAgencies(agencyIds),
    states.length > 0 && { sql: 'd.state = ANY(?::text[])', bindings: [[...states]] },
    identifier !== null && {
      sql: 'd.identifier LIKE ?',
      bindings: [`%${escapeLike(identifier)}%`],
    },
    q !== null && {
      sql: `(d.name ${like} ? OR d.description ${like} ? OR d.keywords::text ${like} ? OR d.identifier = ?)`,
      bindings: [word, word, word, q],
    },
  ];
  return all.filter((condition) => condition !== false);
}

/** One agency's rows come in the order of an index, several agencies' do not. */
export function ofAgencies(ids: readonly number[]): Condition {
  return ids.length === 1
    ? { sql: 'd.agency_id = ?::int', bindings: [ids[0]] }
    : { sql: 'd.agency_id = ANY(?::int[])', bindings: [[...ids]] };
}

function sourceOf(conditions: readonly Condition[]): string {
  const register = 'JOIN guard.dataset r ON r.document_id = d.document_id';
  return `datasets d ${conditions.some(({ ofRegister }) => ofRegister) ? register : ''}`;
}

function whereOf(conditions: readonly Condition[]): string {
  return conditions.map(({ sql }) => sql).join(' AND ');
}

function bindingsOf(conditions: readonly Condition[]): unknown[] {
  return conditions.flatMap(({ bindings }) => bindings);
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
