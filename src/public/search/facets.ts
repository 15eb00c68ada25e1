import type { FacetCount, FacetName, Facets } from './engine';

/** Longest list of one facet; there are thousands of agencies. */
const MAX_VALUES = 200;

const EMPTY: Facets = {
  textType: [],
  domain: [],
  language: [],
  agency: [],
  licence: [],
  theme: [],
  year: [],
  open: [],
};

/** Counts as (facet, value, datasets) → the words people read, and their place in the list. */
const NAMED = `
select case t.facet when 'text-type' then 'textType' else t.facet end as facet, t.code as value,
  t.name as label, t.name_en as label_en, n.datasets, t."order"::numeric as place
from tags t join counted n on n.facet = 'tag' and n.value = t.id::text
union all
select 'theme', h.code, h.title, h.title_en, n.datasets, h."order"
from themes h join counted n on n.facet = 'theme' and n.value = h.id::text
where not coalesce(h.retired, false)
union all
select 'agency', a.oid, a.name, a.name_en, n.datasets, -n.datasets
from (select * from counted where facet = 'agency' order by datasets desc limit ${MAX_VALUES}) n
join agencies a on a.id = n.value::int
union all
select 'licence', l.code, l.name, l.name_en, n.datasets, l."order"
from licences l join counted n on n.facet = 'licence' and n.value = l.id::text
union all
select n.facet, n.value, n.value, n.value, n.datasets, case n.facet when 'year' then -n.value::int else 0 end
from counted n where n.facet in ('year', 'open')`;

/** [facet, value, label, labelEn, datasets], in the order in which they are shown. */
type Count = readonly [FacetName, string, string, string | null, number];

/** Counts as JSON text, from a subquery of (facet, value, datasets). */
const namedCounts = (counted: string): string => `(
  with counted as materialized (${counted})
  select coalesce(json_agg(json_build_array(facet, value, label, label_en, datasets)
    order by facet, place, value), '[]')::text from (${NAMED}) n)`;

/** What `namedCounts` said, as the answer has it. */
export function readFacets(text: string): Facets {
  const facets: Record<FacetName, FacetCount[]> = Object.fromEntries(
    Object.keys(EMPTY).map((name) => [name, []]),
  ) as never;
  for (const [facet, value, label, labelEn, count] of JSON.parse(text) as Count[]) {
    if (facets[facet].length < MAX_VALUES) facets[facet].push({ value, label, labelEn, count });
  }
  return facets;
}

/** SQL expression: counts over the whole corpus, kept ready whatever its size. */
export const ALL_COUNTS = namedCounts(`select facet, value, datasets from corpus_counts
  where facet in ('tag', 'theme', 'agency', 'licence', 'year', 'open')`);

/** What of the found rows is counted; `hits` must have these columns. */
export const COUNTED_COLUMNS =
  'd.tag_ids, d.theme_ids, d.agency_id, d.licence_id, d.is_open, d.year_from, d.year_to';

/**
 * SQL expression: counts over the rows of `hits`. They are read once and become few groups, which are then
 * taken apart; bit by bit, `by` says what a group has not been made of.
 */
export const HIT_COUNTS = namedCounts(`
  with groups as materialized (
    select grouping(tag_ids, agency_id, licence_id, is_open, year_from) as by, count(*) as n,
      tag_ids, theme_ids, agency_id, licence_id, is_open, year_from, year_to
    from hits group by grouping sets
      ((tag_ids, theme_ids), (agency_id), (licence_id), (is_open), (year_from, year_to)))
  select 'tag' as facet, tag::text as value, sum(n)::bigint as datasets
    from groups, unnest(tag_ids) as tag where by = b'01111'::int group by tag
  union all select 'theme', theme::text, sum(n)
    from groups, unnest(theme_ids) as theme where by = b'01111'::int group by theme
  union all select 'agency', agency_id::text, n from groups
    where by = b'10111'::int and agency_id is not null
  union all select 'licence', licence_id::text, n from groups
    where by = b'11011'::int and licence_id is not null
  union all select 'open', is_open::text, n from groups where by = b'11101'::int
  union all select 'year', y::text, sum(n)
    from groups, generate_series(year_from, least(year_to, year_from + 300)) as y
    where by = b'11110'::int group by y`);
