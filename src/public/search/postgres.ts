import type { Database } from '../database';
import { escapeLike, searchCondition, wordsOf } from './condition';
import type { SearchEngine, SearchResult } from './engine';
import { allFacets, facetsWhere } from './facets';
import { highlight } from './highlight';
import type { CodeFilter, SearchRequest } from './request';

type Add = (value: unknown) => string;

const byTag = (facet: string) => (codes: string) =>
  `d.tag_ids && array(select t.id from tags t where t.facet = '${facet}' and t.code = any (${codes}::text[]))`;

const CODE_CONDITIONS: Readonly<Record<CodeFilter, (codes: string) => string>> = {
  textType: byTag('text-type'),
  domain: byTag('domain'),
  language: byTag('language'),
  agency: (codes) =>
    `d.agency_id = any (array(select a.id from agencies a where a.oid = any (${codes}::text[])))`,
  licence: (codes) =>
    `d.licence_id = any (array(select l.id from licences l where l.code = any (${codes}::text[])))`,
  theme: (codes) =>
    `d.theme_ids && array(select h.id from themes h
      where h.code = any (${codes}::text[]) and not coalesce(h.retired, false))`,
};

function conditionOf(request: SearchRequest, add: Add): string {
  const conditions = Object.entries(request.codes).map(([name, codes]) =>
    CODE_CONDITIONS[name as CodeFilter](add(codes)),
  );
  if (request.open !== null) conditions.push(`d.is_open = ${add(request.open)}::boolean`);
  if (request.years.length > 0) {
    conditions.push(
      `exists (select 1 from unnest(${add(request.years)}::int[]) y where y between d.year_from and d.year_to)`,
    );
  }
  if (request.words !== '') conditions.push(searchCondition(request.words, add));
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** Identifier, then the whole name, then all words in the name, in name and keywords, anywhere. */
function relevance(words: string, add: Add): string {
  const patterns = `${add(wordsOf(words).map((word) => `%${escapeLike(word)}%`))}::text[]`;
  const whole = `${add(words)}::text`;
  return `case when d.identifier = ${whole} then 5 when d.name_text = ${whole} then 4
    when d.name_text like all (${patterns}) then 3
    when d.name_text || ' ' || d.keyword_text like all (${patterns}) then 2 else 1 end`;
}

const LATEST = 'd.last_listed_at desc nulls last, d.document_id';

/** Downloads counted for a dataset in the present window. */
export const POPULARITY =
  'coalesce((select p.downloads from corpus_popularity p where p.document_id = d.document_id), 0)';

/** What comes before the order by time: an SQL expression, its direction. */
function leadingOrder({ sort, words }: SearchRequest, add: Add): string | null {
  if (sort === 'name') return 'd.name asc';
  if (sort === 'popular') return `${POPULARITY} desc`;
  return sort === 'relevance' && words !== '' ? `${relevance(words, add)} desc` : null;
}

interface Row {
  total: string;
  body: string;
  name: string;
  description: string;
  keywords: string[];
}

const SHOWN = 'b.body, b.name, b.description, b.keywords';

export function postgresSearch(database: Database): SearchEngine {
  return {
    async search(request): Promise<SearchResult> {
      const values: unknown[] = [];
      const add: Add = (value) => `$${values.push(value)}`;
      const condition = conditionOf(request, add);
      const matching = [...values];
      const rows = await database.query<Row>(pageStatement(request, condition, add), values);
      const total = rows[0]?.total ?? (await countOf(database, { request, condition, matching }));
      return {
        total: Number(total),
        bodies: withHighlights(rows, request.words),
        facets: request.facets ? await facetsOf(database, condition, matching) : null,
      };
    },
  };
}

/**
 * One statement for page and total. Where everything matches, an index gives the page and the total
 * is kept; else the matching rows are found once, then counted and ordered.
 */
function pageStatement(request: SearchRequest, condition: string, add: Add): string {
  const { pageSize } = request;
  const limit = `limit ${pageSize} offset ${(request.page - 1) * pageSize}`;
  const leading = leadingOrder(request, add);
  const order = leading === null ? LATEST : `${leading}, ${LATEST}`;
  if (condition === 'true') {
    return `with page as (
        select row_number() over () as place, o.document_id
        from (select d.document_id from corpus_datasets d order by ${order} ${limit}) o)
      select (select datasets from corpus_totals) as total, ${SHOWN}
      from page join corpus_datasets b using (document_id) order by place`;
  }
  // The whole of what was found is counted, and only the page's rows are put into their order.
  return `with hits as materialized (
      select d.document_id, d.last_listed_at, ${withoutDirection(leading)} as leading
      from corpus_datasets d where ${condition}),
    page as (
      select row_number() over () as place, o.document_id
      from (select d.document_id from hits d order by ${directed(leading)}${LATEST} ${limit}) o)
    select (select count(*) from hits) as total, ${SHOWN}
    from page join corpus_datasets b using (document_id) order by place`;
}

const withoutDirection = (leading: string | null): string =>
  leading === null ? 'null' : leading.replace(/ (asc|desc)$/, '');

const directed = (leading: string | null): string =>
  leading === null ? '' : `d.leading ${leading.endsWith(' asc') ? 'asc' : 'desc'}, `;

/** A page past the last one has no row to carry the total. */
async function countOf(
  database: Database,
  options: { request: SearchRequest; condition: string; matching: readonly unknown[] },
): Promise<string> {
  if (options.request.page === 1) return '0';
  const [row] = await database.query<{ total: string }>(
    `select count(*) as total from corpus_datasets d where ${options.condition}`,
    options.matching,
  );
  return row?.total ?? '0';
}

function facetsOf(database: Database, condition: string, matching: readonly unknown[]) {
  return condition === 'true' ? allFacets(database) : facetsWhere(database, condition, matching);
}

/** The stored JSON with one more key at its end. */
function withHighlights(rows: readonly Row[], folded: string): string[] {
  if (folded === '') return rows.map(({ body }) => body);
  const words = wordsOf(folded);
  return rows.map(
    (row) => `${row.body.slice(0, -1)},"highlight":${JSON.stringify(highlight(row, words))}}`,
  );
}
