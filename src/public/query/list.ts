import type { Resource } from './resource';
import { badQuery, isDictionary, type Dictionary } from './errors';
import { filtersToSql } from './filters';
import { describePage, readPagination, type Page } from './pagination';
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

/** One page of a resource in two statements, whatever is asked. */
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
  const stored = where === 'true' && resource.total !== undefined;
  const total =
    page.withCount || stored ? await countOf(database, { resource, where, values }) : undefined;
  const statement = pageSql(resource, { where, order, page, total: stored ? total : undefined });
  const rows = await database.query<{ body: string }>(statement, values);
  return {
    bodies: rows.map(({ body }) => applySelection(resource, selection, body)),
    pagination: describePage(page, page.withCount ? total : undefined),
  };
}

/** The statement of a page; the shortest way to it where the resource is long. */
function pageSql(
  resource: Resource,
  options: { where: string; order: string; page: Page; total: number | undefined },
): string {
  const { where, order, page, total } = options;
  const { paging } = resource;
  if (!paging) {
    return `select (${resource.body})::text as body from ${resource.from} where ${where}
      order by ${order} limit ${page.limit} offset ${page.offset}`;
  }
  const backwards = order === resource.order && total !== undefined && page.offset > total / 2;
  const left = backwards ? Math.max(0, Math.min(page.limit, total - page.offset)) : page.limit;
  const way = backwards
    ? `order by ${paging.backwards} limit ${left} offset ${Math.max(0, total - page.offset - left)}`
    : `order by ${order} limit ${page.limit} offset ${page.offset}`;
  return `select d.body from (
      select row_number() over () as place, k.key from (
        select d.${paging.key} as key from ${resource.from} where ${where} ${way}) k) p
    join ${paging.table} d on d.${paging.key} = p.key order by p.place ${backwards ? 'desc' : 'asc'}`;
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
  options: { resource: Resource; where: string; values: readonly unknown[] },
): Promise<number> {
  const { resource, where, values } = options;
  const sql =
    where === 'true' && resource.total !== undefined
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
