import type { Resource } from './resource';
import { badQuery, isDictionary, type Dictionary } from './errors';
import { filtersToSql } from './filters';
import { describePage, readPagination, type Page } from './pagination';
import { applySelection, readSelection, type Selection } from './selection';
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
  /** Fingerprints of the complete rows, where they are kept. */
  readonly versions: readonly string[] | null;
  readonly pagination: ReturnType<typeof describePage>;
}

/** One page of a resource in one statement or two, whatever is asked. */
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
  if (where === 'true' && resource.total !== undefined && resource.paging) {
    return readWhole(database, resource, { order, page, selection });
  }
  const total = page.withCount ? await countOf(database, { resource, where, values }) : undefined;
  const statement = pageSql(resource, { where, order, page });
  const rows = await database.query<Row>(statement, values);
  return {
    bodies: rows.map(({ body }) => applySelection(resource, selection, body)),
    versions: resource.paging ? rows.map(({ version }) => version ?? '') : null,
    pagination: describePage(page, total),
  };
}

interface Row {
  readonly body: string;
  /** Only of a resource with `paging`. */
  readonly version?: string;
}

interface WholePage {
  readonly order: string;
  readonly page: Page;
  readonly selection: Selection;
}

/** Rows of each resource when it was last read: which half a page is in need not be known exactly. */
const lastTotals = new Map<string, number>();

/** A page of everything with the kept total, in one statement; from the end where that is nearer. */
async function readWhole(
  database: Database,
  resource: Resource,
  { order, page, selection }: WholePage,
): Promise<ListResult> {
  const backwards =
    order === resource.order && page.offset > (lastTotals.get(resource.name) ?? Infinity) / 2;
  const rows = await database.query<Row & { total: string }>(
    wholeSql(resource, { order, page, backwards }),
    [page.offset],
  );
  const total =
    rows[0]?.total ?? (await countOf(database, { resource, where: 'true', values: [] }));
  lastTotals.set(resource.name, Number(total));
  return {
    bodies: rows.map(({ body }) => applySelection(resource, selection, body)),
    versions: rows.map(({ version }) => version ?? ''),
    pagination: describePage(page, page.withCount ? Number(total) : undefined),
  };
}

function wholeSql(
  resource: Resource,
  { order, page, backwards }: { order: string; page: Page; backwards: boolean },
): string {
  const { paging, from, total } = resource;
  const key = paging?.key ?? 'id';
  const way = backwards
    ? `order by ${paging?.backwards ?? order}
       limit (select greatest(0, least(${page.limit}, w.total - $1::bigint)) from whole w)
       offset (select greatest(0, w.total - $1::bigint - ${page.limit}) from whole w)`
    : `order by ${order} limit ${page.limit} offset $1::bigint`;
  return `with whole as materialized (${total ?? ''})
    select d.body, d.${paging?.version ?? key} as version, (select w.total from whole w) as total from (
      select row_number() over () as place, k.key from (
        select d.${key} as key from ${from} ${way}) k) p
    join ${paging?.table ?? ''} d on d.${key} = p.key order by p.place ${backwards ? 'desc' : 'asc'}`;
}

/** The statement of a page; the shortest way to it where the resource is long. */
function pageSql(
  resource: Resource,
  { where, order, page }: { where: string; order: string; page: Page },
): string {
  const { paging } = resource;
  const way = `order by ${order} limit ${page.limit} offset ${page.offset}`;
  if (!paging) {
    return `select (${resource.body})::text as body from ${resource.from} where ${where} ${way}`;
  }
  return `select d.body, d.${paging.version} as version from (
      select row_number() over () as place, k.key from (
        select d.${paging.key} as key from ${resource.from} where ${where} ${way}) k) p
    join ${paging.table} d on d.${paging.key} = p.key order by p.place`;
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
