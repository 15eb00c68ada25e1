import type { Resource } from './resource';
import { badQuery, isDictionary, type Dictionary } from './errors';
import { filtersToSql } from './filters';
import { describePage, readPagination, type Page } from './pagination';
import { applySelection, EVERYTHING, readSelection, type Selection } from './selection';
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

/** A list as the text of its answer's `data`, without its brackets. */
export interface ListText {
  readonly text: string;
  /** Fingerprints of the rows; null where they are not kept. */
  readonly versions: string | null;
  readonly pagination: ReturnType<typeof describePage>;
}

/** One page of a resource in one statement or two, whatever is asked. */
export async function readList(
  database: Database,
  resource: Resource,
  query: unknown,
): Promise<ListResult> {
  const asked = readQuestion(resource, query);
  const { rows, total } = await ask<Row>(database, resource, { ...asked, shape: 'rows' });
  return {
    bodies: rows.map(({ body }) => applySelection(resource, asked.selection, body)),
    versions: resource.paging ? rows.map(({ version }) => version ?? '') : null,
    pagination: describePage(asked.page, total),
  };
}

/** The same, put together by PostgreSQL where whole rows are asked for. */
export async function readListText(
  database: Database,
  resource: Resource,
  query: unknown,
): Promise<ListText> {
  const asked = readQuestion(resource, query);
  if (asked.selection !== EVERYTHING || !resource.paging) {
    const { bodies, versions, pagination } = await readList(database, resource, query);
    return { text: bodies.join(','), versions: versions && versions.join(), pagination };
  }
  const { rows, total } = await ask<TextRow>(database, resource, { ...asked, shape: 'text' });
  return {
    text: rows[0]?.body ?? '',
    versions: rows[0]?.version ?? '',
    pagination: describePage(asked.page, total),
  };
}

interface Question {
  readonly where: string;
  readonly values: readonly unknown[];
  readonly order: string;
  readonly page: Page;
  readonly selection: Selection;
}

function readQuestion(resource: Resource, query: unknown): Question {
  if (!isDictionary(query)) throw badQuery('query.invalid_value', 'query');
  checkParameters(query, KNOWN);
  const page = readPagination(query.pagination, resource.pageSize);
  const selection = readSelection(resource, query);
  const order = sortToSql(resource, query.sort);
  const values: unknown[] = [];
  const where = conditionOf(resource, query, (value) => `$${values.push(value)}`);
  return { where, values, order, page, selection };
}

/** A row each, or one row with the texts of all. */
type Shape = 'rows' | 'text';

interface Row {
  readonly body: string;
  /** Only of a resource with `paging`. */
  readonly version?: string;
}

/** Null where the page is empty. */
interface TextRow {
  readonly body: string | null;
  readonly version: string | null;
}

interface Answer<Kind> {
  readonly rows: readonly Kind[];
  readonly total: number | undefined;
}

async function ask<Kind extends object>(
  database: Database,
  resource: Resource,
  question: Question & { shape: Shape },
): Promise<Answer<Kind>> {
  const { where, values, page } = question;
  if (where === 'true' && resource.total !== undefined && resource.paging) {
    return askWhole<Kind>(database, resource, question);
  }
  const total = page.withCount ? await countOf(database, { resource, where, values }) : undefined;
  return { rows: await database.query<Kind>(pageSql(resource, question), values), total };
}

/** Rows of each resource when it was last read: which half a page is in need not be known exactly. */
const lastTotals = new Map<string, number>();

/** A page of everything with the kept total, in one statement; from the end where that is nearer. */
async function askWhole<Kind extends object>(
  database: Database,
  resource: Resource,
  question: Question & { shape: Shape },
): Promise<Answer<Kind>> {
  const { order, page } = question;
  const backwards =
    order === resource.order && page.offset > (lastTotals.get(resource.name) ?? Infinity) / 2;
  const rows = await database.query<Kind & { total: string }>(
    wholeSql(resource, { ...question, backwards }),
    [page.offset],
  );
  const total = Number(
    rows[0]?.total ?? (await countOf(database, { resource, where: 'true', values: [] })),
  );
  lastTotals.set(resource.name, total);
  return { rows, total: page.withCount ? total : undefined };
}

interface Statement {
  readonly where: string;
  readonly order: string;
  readonly page: Page;
  readonly shape: Shape;
}

function wholeSql(
  resource: Resource,
  { order, page, backwards, shape }: Statement & { backwards: boolean },
): string {
  const { paging, from, total } = resource;
  const way = backwards
    ? `order by ${paging?.backwards ?? order}
       limit (select greatest(0, least(${page.limit}, w.total - $1::bigint)) from whole w)
       offset (select greatest(0, w.total - $1::bigint - ${page.limit}) from whole w)`
    : `order by ${order} limit ${page.limit} offset $1::bigint`;
  return `with whole as materialized (${total ?? ''})
    ${placed(resource, {
      ...{ keys: `from ${from} ${way}`, limit: page.limit, shape },
      ...{
        direction: backwards ? 'desc' : 'asc',
        also: ', (select w.total from whole w) as total',
      },
    })}`;
}

/** The statement of a page; the shortest way to it where the resource is long. */
function pageSql(resource: Resource, { where, order, page, shape }: Statement): string {
  const rows = `from ${resource.from} where ${where} order by ${order} limit ${page.limit} offset ${page.offset}`;
  return resource.paging
    ? placed(resource, { keys: rows, limit: page.limit, direction: 'asc', shape, also: '' })
    : `select (${resource.body})::text as body ${rows}`;
}

interface Placed {
  readonly keys: string;
  /** A number that PostgreSQL can plan with: it would read the whole table for an unknown one. */
  readonly limit: number;
  readonly direction: 'asc' | 'desc';
  readonly shape: Shape;
  readonly also: string;
}

/** Keys first, which an index gives; then the rows of these, in the keys' order. */
function placed({ paging }: Resource, options: Placed): string {
  const { keys, limit, direction, shape, also } = options;
  const [key = 'id', version = 'id'] = [paging?.key, paging?.version];
  const inOrder = `order by p.place ${direction}`;
  const shown =
    shape === 'text'
      ? `string_agg(d.body, ',' ${inOrder}) as body, string_agg(d.${version}, ',' ${inOrder}) as version`
      : `d.body, d.${version} as version`;
  return `select ${shown}${also} from (
      select row_number() over () as place, k.key from (select d.${key} as key ${keys}) k
      limit ${limit}) p
    join ${paging?.table ?? ''} d on d.${key} = p.key ${shape === 'text' ? '' : inOrder}`;
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
