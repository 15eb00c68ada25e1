import type { Database } from '../database';
import { escapeLike, searchCondition, wordsOf } from './condition';
import type { SearchEngine, SearchResult } from './engine';
import { ALL_COUNTS, COUNTED_COLUMNS, HIT_COUNTS, readFacets } from './facets';
import { highlight, type Searched } from './highlight';
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
  readonly total: string;
  /** One line a dataset; null where the page is empty. */
  readonly bodies: string | null;
  readonly versions: string | null;
  readonly facets: string | null;
}

export function postgresSearch(database: Database): SearchEngine {
  return {
    async search(request): Promise<SearchResult> {
      const values: unknown[] = [];
      const add: Add = (value) => `$${values.push(value)}`;
      const condition = conditionOf(request, add);
      const statement = statementOf(request, { condition, leading: leadingOrder(request, add) });
      const [row] = await database.query<Row>(statement, values);
      const { total = 0, bodies, versions, facets } = row ?? {};
      return {
        total: Number(total),
        bodies: withHighlights(bodies?.split('\n') ?? [], request.words),
        version: versions ?? '',
        facets: facets ? readFacets(facets) : null,
      };
    },
  };
}

/**
 * One statement for page, total and counts. Where everything matches, an index gives the page and the
 * total is kept; else the matching rows are found once, then counted and ordered.
 */
function statementOf(
  { page, pageSize, facets }: SearchRequest,
  { condition, leading }: { condition: string; leading: string | null },
): string {
  const limit = `limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const whole = condition === 'true';
  const found = whole
    ? `select d.document_id from corpus_datasets d order by ${leading === null ? '' : `${leading}, `}${LATEST} ${limit}`
    : `select d.document_id from hits d order by ${directed(leading)}${LATEST} ${limit}`;
  // Only the page's rows are put into their order, and only they are read whole.
  const hits = whole
    ? ''
    : `hits as materialized (
      select d.document_id, d.last_listed_at, ${withoutDirection(leading)} as leading
        ${facets ? `, ${COUNTED_COLUMNS}` : ''}
      from corpus_datasets d where ${condition}),`;
  const counts = whole ? ALL_COUNTS : HIT_COUNTS;
  return `with ${hits}
    page as (select row_number() over () as place, o.document_id from (${found}) o)
    select ${whole ? '(select datasets from corpus_totals)' : '(select count(*) from hits)'} as total,
      string_agg(b.body, E'\\n' order by p.place) as bodies,
      string_agg(b.etag, ',' order by p.place) as versions,
      ${facets ? counts : 'null::text'} as facets
    from page p join corpus_datasets b using (document_id)`;
}

const withoutDirection = (leading: string | null): string =>
  leading === null ? 'null' : leading.replace(/ (asc|desc)$/, '');

const directed = (leading: string | null): string =>
  leading === null ? '' : `d.leading ${leading.endsWith(' asc') ? 'asc' : 'desc'}, `;

/** Where the stored JSON goes on after what may be searched; its text holds no such mark. */
const REST = ', "textTypes" : ';

/** The stored JSON with one more key at its end. */
function withHighlights(bodies: readonly string[], folded: string): readonly string[] {
  if (folded === '') return bodies;
  const words = wordsOf(folded);
  return bodies.map((body) => {
    const searched = JSON.parse(`${body.slice(0, body.indexOf(REST))}}`) as Searched;
    return `${body.slice(0, -1)},"highlight":${JSON.stringify(highlight(searched, words))}}`;
  });
}
