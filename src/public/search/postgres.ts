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

function orderOf({ sort, words }: SearchRequest, add: Add): string {
  if (sort === 'name') return 'd.name, d.document_id';
  if (sort === 'popular') return `${POPULARITY} desc, ${LATEST}`;
  return sort === 'relevance' && words !== '' ? `${relevance(words, add)} desc, ${LATEST}` : LATEST;
}

/** Downloads counted for a dataset in the present window. */
export const POPULARITY =
  'coalesce((select p.downloads from corpus_popularity p where p.document_id = d.document_id), 0)';

interface Row {
  body: string;
  name: string;
  description: string;
  keywords: string[];
}

export function postgresSearch(database: Database): SearchEngine {
  return {
    async search(request): Promise<SearchResult> {
      const values: unknown[] = [];
      const add: Add = (value) => `$${values.push(value)}`;
      const condition = conditionOf(request, add);
      const matching = [...values];
      const order = orderOf(request, add);
      const rows = await database.query<Row>(
        `select d.body, d.name, d.description, d.keywords from corpus_datasets d
         join (select d.document_id, row_number() over (order by ${order}) as place
               from corpus_datasets d where ${condition}
               order by place limit ${request.pageSize} offset ${(request.page - 1) * request.pageSize}
         ) found using (document_id) order by found.place`,
        values,
      );
      const [count] = await database.query<{ total: string }>(
        condition === 'true'
          ? 'select datasets as total from corpus_totals'
          : `select count(*) as total from corpus_datasets d where ${condition}`,
        matching,
      );
      return {
        total: Number(count?.total ?? 0),
        bodies: withHighlights(rows, request.words),
        facets: !request.facets
          ? null
          : condition === 'true'
            ? await allFacets(database)
            : await facetsWhere(database, condition, matching),
      };
    },
  };
}

/** The stored JSON with one more key at its end. */
function withHighlights(rows: readonly Row[], folded: string): string[] {
  if (folded === '') return rows.map(({ body }) => body);
  const words = wordsOf(folded);
  return rows.map(
    (row) => `${row.body.slice(0, -1)},"highlight":${JSON.stringify(highlight(row, words))}}`,
  );
}
