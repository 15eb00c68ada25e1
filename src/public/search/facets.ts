import type { Database } from '../database';
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

/** Counts as (facet, value, datasets) → the words people read, in the order in which they are shown. */
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

interface Row {
  facet: FacetName;
  value: string;
  label: string;
  label_en: string | null;
  datasets: string;
}

async function readCounts(
  database: Database,
  counted: string,
  values: readonly unknown[],
): Promise<Facets> {
  const rows = await database.query<Row>(
    `with counted as materialized (${counted}) select * from (${NAMED}) n order by facet, place, value`,
    values,
  );
  const facets: Record<FacetName, FacetCount[]> = Object.fromEntries(
    Object.keys(EMPTY).map((name) => [name, []]),
  ) as never;
  for (const { facet, value, label, label_en: labelEn, datasets } of rows) {
    if (facets[facet].length < MAX_VALUES) {
      facets[facet].push({ value, label, labelEn, count: Number(datasets) });
    }
  }
  return facets;
}

/** Counts over the whole corpus: kept ready, whatever its size. */
export function allFacets(database: Database): Promise<Facets> {
  return readCounts(
    database,
    `select facet, value, datasets from corpus_counts
     where facet in ('tag', 'theme', 'agency', 'licence', 'year', 'open')`,
    [],
  );
}

/** Counts over the datasets that meet a condition on `d`. */
export function facetsWhere(
  database: Database,
  condition: string,
  values: readonly unknown[],
): Promise<Facets> {
  return readCounts(
    database,
    `with hits as materialized (
       select d.tag_ids, d.theme_ids, d.agency_id, d.licence_id, d.is_open, d.year_from, d.year_to
       from corpus_datasets d where ${condition})
     select 'tag' as facet, tag::text as value, count(*) as datasets
       from hits, unnest(tag_ids) as tag group by 2
     union all select 'theme', theme::text, count(*) from hits, unnest(theme_ids) as theme group by 2
     union all select 'agency', agency_id::text, count(*) from hits where agency_id is not null group by 2
     union all select 'licence', licence_id::text, count(*) from hits where licence_id is not null group by 2
     union all select 'open', is_open::text, count(*) from hits group by 2
     union all select 'year', y::text, sum(n) from (
       select year_from, year_to, count(*) as n from hits where year_from is not null group by 1, 2) r,
       generate_series(year_from, least(year_to, year_from + 300)) as y group by 2`,
    values,
  );
}
