/** Advisory lock that every change of the read model takes until its transaction ends. */
export const COUNTING_LOCK = 7220610001;

/**
 * SQL functions of the read model. `corpus_fold` is the twin of fold.ts: what is written alike for a
 * reader (臺 and 台, full width and half width, upper and lower case) becomes the same text.
 */
export const FUNCTIONS = `
create or replace function corpus_fold(words text) returns text
language sql immutable parallel safe as $$
  select translate(lower(normalize(coalesce(words, ''), NFKC)), '臺', '台')
$$;

-- Every pair of neighbouring characters that are not blank, as a tsvector.
create or replace function corpus_grams(words text) returns tsvector
language sql immutable parallel safe as $$
  select array_to_tsvector(coalesce(array_agg(distinct c || n), '{}'::text[]))
  from (select c, lead(c) over (order by i) as n
        from unnest(string_to_array(words, null)) with ordinality as u(c, i)) pairs
  where n is not null and c !~ '\\s' and n !~ '\\s'
$$;

create or replace function corpus_time(moment timestamp) returns text
language sql immutable parallel safe as $$
  select to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Who is responsible today for what an agency published: the end of its chain of successors.
create or replace function corpus_responsible(agency integer) returns json
language sql stable as $$
  with recursive chain as (
    select id, oid, name, successor_id, 0 as step from public.agencies where id = agency
    union all
    select a.id, a.oid, a.name, a.successor_id, c.step + 1
    from chain c join public.agencies a on a.id = c.successor_id where c.step < 20
  )
  select json_build_object('oid', oid, 'name', name) from chain order by step desc limit 1
$$;
`;

/** As corpus_time, written out: of a function PostgreSQL makes a plan anew for each row and place. */
const time = (moment: string): string => `to_char(${moment}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The public JSON of one published row `d`; keys in the order in which they are documented. */
const BODY = `json_build_object(
  'id', d.id, 'documentId', d.document_id, 'identifier', d.identifier, 'name', d.name,
  'description', d.description, 'keywords', to_json(k.words),
  'textTypes', t.text_types, 'textTypeOther', d.text_type_other,
  'domains', t.domains, 'domainOther', d.domain_other,
  'languages', t.languages, 'languageOther', d.language_other,
  'validity', case when d.validity_permanent then json_build_object('permanent', true)
                   when d.valid_until_year is null then null
                   else json_build_object('untilYear', d.valid_until_year) end,
  'yearFrom', d.year_from, 'yearTo', d.year_to,
  'contact', json_build_object('name', d.contact_name, 'phone', d.contact_phone, 'email', d.contact_email),
  'isOpen', coalesce(l.open, false), 'totalBytes', f.bytes, 'tokens', f.tokens, 'tokenizer', f.tokenizer,
  'firstListedAt', ${time('d.first_listed_at')}, 'lastListedAt', ${time('d.last_listed_at')},
  'createdAt', ${time('d.created_at')}, 'updatedAt', ${time('d.updated_at')},
  'publishedAt', ${time('d.published_at')},
  'agency', case when a.id is null then null else json_build_object(
    'documentId', a.document_id, 'oid', a.oid, 'name', a.name, 'nameEn', a.name_en,
    'responsible', case when a.successor_id is null then json_build_object('oid', a.oid, 'name', a.name)
                        else corpus_responsible(a.id) end) end,
  -- As it was called on the day of publication; the agency above is as it is called today.
  'publisher', json_build_object('oid', coalesce(d.publisher_oid, a.oid),
    'name', coalesce(d.publisher_name, a.name)),
  'licence', case when l.id is null then null else json_build_object(
    'documentId', l.document_id, 'code', l.code, 'version', l.version, 'name', l.name,
    'nameEn', l.name_en, 'url', l.url, 'open', coalesce(l.open, false), 'textHash', l.text_hash) end,
  'tags', t.tags, 'files', f.files)`;

/** The published rows of the documents named in \`documents\`, as they belong into corpus_datasets. */
const ROWS = `
select d.document_id, d.id, d.identifier, coalesce(d.name, '') as name,
  coalesce(d.description, '') as description, 
  array(select left(word, 100) from unnest(k.words) as word) as keywords, d.agency_id, d.licence_id,
  t.tag_ids, h.theme_ids, f.file_ids, coalesce(l.open, false) as is_open, d.year_from, d.year_to,
  f.bytes as total_bytes, f.tokens, f.tokenizer, d.first_listed_at, d.last_listed_at,
  d.created_at, d.updated_at, d.published_at,
  corpus_fold(d.name) as name_text, corpus_fold(array_to_string(k.words, ' ')) as keyword_text,
  s.words as search_text, corpus_grams(s.words) as grams, md5(b.body) as etag, b.body,
  coalesce(d.published_at, now() at time zone 'UTC') as changed_at
from public.datasets d
left join public.agencies a on a.id = d.agency_id
left join public.licences l on l.id = d.licence_id
cross join lateral (
  select coalesce(array_agg(word), '{}'::text[]) as words
  from jsonb_array_elements_text(
    case jsonb_typeof(d.keywords) when 'array' then d.keywords else '[]'::jsonb end) as word
) k
cross join lateral (
  select coalesce(array_agg(t.id order by t.id), '{}'::integer[]) as tag_ids,
    coalesce(json_agg(t.code order by t."order", t.id) filter (where t.facet = 'text-type'), '[]') as text_types,
    coalesce(json_agg(t.code order by t."order", t.id) filter (where t.facet = 'domain'), '[]') as domains,
    coalesce(json_agg(t.code order by t."order", t.id) filter (where t.facet = 'language'), '[]') as languages,
    coalesce(json_agg(json_build_object('documentId', t.document_id, 'facet', t.facet, 'code', t.code,
      'name', t.name, 'nameEn', t.name_en) order by t.facet desc, t."order", t.id), '[]') as tags
  from public.datasets_tags_lnk x join public.tags t on t.id = x.tag_id where x.dataset_id = d.id
) t
cross join lateral (
  select coalesce(array_agg(distinct m.theme_id), '{}'::integer[]) as theme_ids
  from public.themes_tags_lnk m where m.tag_id = any (t.tag_ids)
) h
cross join lateral (
  select coalesce(array_agg(f.id order by f.id), '{}'::integer[]) as file_ids,
    coalesce(sum(f.bytes), 0)::bigint as bytes, coalesce(sum(f.tokens), 0)::bigint as tokens,
    max(f.tokenizer) as tokenizer,
    coalesce(json_agg(json_build_object('documentId', f.document_id, 'name', f.name, 'kind', f.kind,
      'bytes', f.bytes, 'tokens', f.tokens, 'sha256', f.sha_256)
      order by x.dataset_file_ord, f.id), '[]') as files
  from public.datasets_files_lnk x join public.dataset_files f on f.id = x.dataset_file_id where x.dataset_id = d.id
) f
cross join lateral (
  select corpus_fold(concat_ws(E'\\n', d.identifier, d.name, array_to_string(k.words, E'\\n'),
    d.description)) as words offset 0
) s
-- offset 0: else the text would be made again for each column that is made of it.
cross join lateral (select (${BODY})::text as body offset 0) b
where d.published_at is not null and d.document_id = any (documents)`;

const COLUMNS = [
  ...['id', 'identifier', 'name', 'description', 'keywords', 'agency_id', 'licence_id', 'tag_ids'],
  ...['theme_ids', 'file_ids', 'is_open', 'year_from', 'year_to', 'total_bytes', 'tokens'],
  ...['tokenizer', 'first_listed_at', 'last_listed_at', 'created_at', 'updated_at', 'published_at'],
  ...['name_text', 'keyword_text', 'search_text', 'grams', 'etag', 'body', 'changed_at'],
];

/** A row that is there already changes now; a new one did when it was published. */
const valueOf = (column: string, source: string): string =>
  column === 'changed_at' ? `clock_timestamp() at time zone 'UTC'` : `${source}.${column}`;

/** What of a row may change while its words stay the same: none of it is long or indexed for search. */
const LIGHT = COLUMNS.filter(
  (column) =>
    !['identifier', 'name', 'description', 'keywords', 'name_text', 'keyword_text'].includes(
      column,
    ) && !['search_text', 'grams'].includes(column),
);
const SAME_WORDS = ['identifier', 'name', 'description', 'keywords', 'search_text']
  .map((column) => `c.${column} = r.${column}`)
  .join(' and ');
const WITHOUT_GRAMS = COLUMNS.filter((column) => column !== 'grams').join(', ');

/**
 * `corpus_rows(documents)` says what the read model must hold; `corpus_refresh(documents)` makes it so.
 * Refreshing takes one lock until the transaction ends, so that the counts of two publications never
 * wait for each other crosswise; it runs at commit and holds the lock for milliseconds.
 *
 * A row whose words have not changed keeps its long texts where they are, and no index is touched:
 * a renamed tag or agency costs a quarter of a new text.
 */
export const REFRESH = `
create or replace function corpus_rows(documents text[]) returns setof corpus_datasets
language sql stable as $$
  select r.document_id, ${COLUMNS.map((column) => `r.${column}`).join(', ')} from (${ROWS}) r
$$;

-- Puts the rows of published documents in. The caller holds the lock, or the table is not in use yet.
-- With plans that are kept: planning would take longer than the work, which is the same for any documents.
create or replace function corpus_put(documents text[]) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  with r as materialized (
    select distinct on (document_id) document_id, ${WITHOUT_GRAMS}
    from corpus_rows(documents) order by document_id, id desc),
  lightly as (
    update corpus_datasets c set ${LIGHT.map((column) => `${column} = ${valueOf(column, 'r')}`).join(', ')}
    from r where c.document_id = r.document_id and ${SAME_WORDS}
      and (c.etag <> r.etag or c.theme_ids <> r.theme_ids))
  insert into corpus_datasets (document_id, ${COLUMNS.join(', ')})
  select r.document_id, ${COLUMNS.map((column) => (column === 'grams' ? 'corpus_grams(r.search_text)' : `r.${column}`)).join(', ')}
  from r left join corpus_datasets c on c.document_id = r.document_id and ${SAME_WORDS}
  where c.document_id is null
  on conflict (document_id) do update set
    ${COLUMNS.map((column) => `${column} = ${valueOf(column, 'excluded')}`).join(', ')};
end
$$;

create or replace function corpus_refresh(documents text[]) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(${COUNTING_LOCK});
  delete from corpus_datasets c where c.document_id = any (documents) and not exists (
    select 1 from public.datasets d where d.document_id = c.document_id and d.published_at is not null);
  perform corpus_put(documents);
end
$$;
`;
