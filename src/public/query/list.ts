import type { Resource } from './resource';
import { badQuery, isDictionary, type Dictionary } from './errors';
import { filtersToSql } from './filters';
import { describePage, readPagination } from './pagination';
import { applySelection, readSelection } from './selection';
import { sortToSql } from './sort';
import { readText } from './values';
import { fold } from '../fold';
import type { Database } from '../database';

/**
 * Parameters that every list understands. `status`, `locale` and their like are Strapi's own: they
 * are accepted so that its clients work, and change nothing, as only published content exists here.
 */
const KNOWN = ['filters', 'sort', 'pagination', 'fields', 'populate', '_q'];
const IGNORED = [
  'status',
  'locale',
  'publicationState',
  'hasPublishedVersion',
  'publicationFilter',
];

export function checkParameters(query: Dictionary, known: readonly string[]): void {
  for (const key of Object.keys(query)) {
    if (!known.includes(key) && !IGNORED.includes(key)) {
      throw badQuery('query.unknown_parameter', key.slice(0, 80));
    }
  }
}

export interface ListResult {
  /** JSON texts of the rows, complete or as selected. */
  readonly bodies: readonly string[];
  readonly pagination: ReturnType<typeof describePage>;
}

/** One page of a resource in at most two statements, whatever is asked. */
export async function readList(
  database: Database,
  resource: Resource,
  query: unknown,
): Promise<ListResult> {
  if (!isDictionary(query)) throw badQuery('query.invalid_value', 'query');
  checkParameters(query, KNOWN);
  const page = readPagination(query.pagination, resource.pageSize);
  const selection = readSelection(resource, query);
  const order = sortToSql(resource, query.sort);
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const where = conditionOf(resource, query, add);
  const counting = { values: [...values], everything: where === 'true' };
  const rows = await database.query<{ body: string }>(
    `select (${resource.body})::text as body from ${resource.from} where ${where}
     order by ${order} limit ${page.limit} offset ${page.offset}`,
    values,
  );
  const total = page.withCount
    ? await countOf(database, { resource, where, ...counting })
    : undefined;
  return {
    bodies: rows.map(({ body }) => applySelection(resource, selection, body)),
    pagination: describePage(page, total),
  };
}

function conditionOf(
  resource: Resource,
  query: Dictionary,
  add: (value: unknown) => string,
): string {
  const filtered = filtersToSql(resource, query.filters, add);
  if (query._q === undefined || query._q === '') return filtered;
  if (!resource.search) throw badQuery('query.unknown_parameter', '_q');
  const searched = resource.search(fold(readText(query._q, '_q')), add);
  return filtered === 'true' ? searched : `${filtered} and ${searched}`;
}

async function countOf(
  database: Database,
  options: { resource: Resource; where: string; values: unknown[]; everything: boolean },
): Promise<number> {
  const { resource, where, values, everything } = options;
  const sql =
    everything && resource.total !== undefined
      ? resource.total
      : `select count(*)::int as total from ${resource.from} where ${where}`;
  const [row] = await database.query<{ total: number | string }>(sql, values);
  return Number(row?.total ?? 0);
}

/** One row's JSON by a condition of ours, with `fields` and `populate` honoured. */
export async function readOne(
  database: Database,
  options: { resource: Resource; where: string; values: unknown[]; query: unknown },
): Promise<string | null> {
  const { resource, where, values, query } = options;
  if (!isDictionary(query)) throw badQuery('query.invalid_value', 'query');
  checkParameters(query, ['fields', 'populate']);
  const selection = readSelection(resource, query);
  const [row] = await database.query<{ body: string }>(
    `select (${resource.body})::text as body from ${resource.from} where ${where} limit 1`,
    values,
  );
  return row ? applySelection(resource, selection, row.body) : null;
}
