import { COUNTING_LOCK } from './functions';

/** Counting: totals and facet counts follow corpus_datasets, whoever writes it. */
export const COUNTING = `
-- Volatile, so that it is never inlined: PostgreSQL 17 can't plan its union over a whole row.
create or replace function corpus_facets_of(c corpus_datasets)
returns table (facet text, value text)
language sql volatile as $$
  select 'tag', tag::text from unnest(c.tag_ids) as tag
  union all select 'theme', theme::text from unnest(c.theme_ids) as theme
  union all select 'agency', c.agency_id::text where c.agency_id is not null
  union all select 'licence', c.licence_id::text where c.licence_id is not null
  union all select 'open', c.is_open::text
  union all select 'tokenizer', c.tokenizer where c.tokenizer is not null
  union all select 'keyword', word from (select distinct word from unnest(c.keywords) as word) k
  union all select 'year', y::text
    from generate_series(c.year_from, least(c.year_to, c.year_from + 300)) as y
$$;

create or replace function corpus_count_up() returns trigger language plpgsql as $$
begin
  insert into corpus_counts as n (facet, value, datasets)
  select f.facet, f.value, count(*) from added c, lateral corpus_facets_of(c) f
  group by 1, 2 order by 1, 2
  on conflict (facet, value) do update set datasets = n.datasets + excluded.datasets;
  update corpus_totals t set datasets = t.datasets + s.datasets, files = t.files + s.files,
    bytes = t.bytes + s.bytes, tokens = t.tokens + s.tokens, as_of = now() at time zone 'UTC'
  from (select count(*) as datasets, coalesce(sum(cardinality(file_ids)), 0) as files,
          coalesce(sum(total_bytes), 0) as bytes, coalesce(sum(tokens), 0) as tokens from added) s
  where s.datasets > 0;
  return null;
end
$$;

create or replace function corpus_count_down() returns trigger language plpgsql as $$
begin
  update corpus_counts n set datasets = n.datasets - s.datasets
  from (select f.facet, f.value, count(*) as datasets
        from removed c, lateral corpus_facets_of(c) f group by 1, 2) s
  where n.facet = s.facet and n.value = s.value;
  delete from corpus_counts n using
    (select distinct f.facet, f.value from removed c, lateral corpus_facets_of(c) f) s
  where n.facet = s.facet and n.value = s.value and n.datasets <= 0;
  update corpus_totals t set datasets = t.datasets - s.datasets, files = t.files - s.files,
    bytes = t.bytes - s.bytes, tokens = t.tokens - s.tokens, as_of = now() at time zone 'UTC'
  from (select count(*) as datasets, coalesce(sum(cardinality(file_ids)), 0) as files,
          coalesce(sum(total_bytes), 0) as bytes, coalesce(sum(tokens), 0) as tokens from removed) s
  where s.datasets > 0;
  return null;
end
$$;

-- Most updates change no count: a renamed tag is the same tag.
create or replace function corpus_count_change() returns trigger language plpgsql as $$
begin
  with moved as materialized (
    select a.document_id from added a join removed r using (document_id)
    where (a.tag_ids, a.theme_ids, a.agency_id, a.licence_id, a.is_open, a.tokenizer, a.keywords,
        a.year_from, a.year_to)
      is distinct from (r.tag_ids, r.theme_ids, r.agency_id, r.licence_id, r.is_open, r.tokenizer,
        r.keywords, r.year_from, r.year_to))
  insert into corpus_counts as n (facet, value, datasets)
  select x.facet, x.value, sum(x.step) from (
    select f.facet, f.value, 1 as step
    from added c, lateral corpus_facets_of(c) f where c.document_id in (select document_id from moved)
    union all select f.facet, f.value, -1
    from removed c, lateral corpus_facets_of(c) f where c.document_id in (select document_id from moved)) x
  group by 1, 2 having sum(x.step) <> 0 order by 1, 2
  on conflict (facet, value) do update set datasets = n.datasets + excluded.datasets;
  delete from corpus_counts where datasets <= 0;
  update corpus_totals t set files = t.files + s.files, bytes = t.bytes + s.bytes,
    tokens = t.tokens + s.tokens, as_of = now() at time zone 'UTC'
  from (select count(*) as rows, coalesce(sum(cardinality(a.file_ids) - cardinality(r.file_ids)), 0) as files,
          coalesce(sum(a.total_bytes - r.total_bytes), 0) as bytes,
          coalesce(sum(a.tokens - r.tokens), 0) as tokens
        from added a join removed r using (document_id)) s
  where s.rows > 0;
  return null;
end
$$;

create or replace trigger corpus_counts_insert after insert on corpus_datasets
  referencing new table as added for each statement execute function corpus_count_up();
create or replace trigger corpus_counts_delete after delete on corpus_datasets
  referencing old table as removed for each statement execute function corpus_count_down();
drop trigger if exists corpus_counts_update_old on corpus_datasets;
drop trigger if exists corpus_counts_update_new on corpus_datasets;
create or replace trigger corpus_counts_update after update on corpus_datasets
  referencing old table as removed new table as added
  for each statement execute function corpus_count_change();
`;

/**
 * Following: whatever changes a published row, its tags or files, by whichever door, brings the read
 * model up to date when that transaction commits. A transaction that sets \`corpus.follow\` to 'off'
 * (bulk loading) calls corpus_refresh itself.
 */
const FOLLOWING = `
create or replace function corpus_follow() returns trigger language plpgsql as $$
declare
  document text;
  stamp text;
begin
  if current_setting('corpus.follow', true) = 'off' then return null; end if;
  if tg_table_name = 'datasets' then
    document := coalesce(new.document_id, old.document_id);
    if tg_op = 'UPDATE' and new.document_id <> old.document_id then
      perform corpus_refresh(array[old.document_id]);
    end if;
  else
    select document_id into document from datasets
    where id = coalesce(new.dataset_id, old.dataset_id) and published_at is not null;
  end if;
  if document is null then return null; end if;
  -- All of these run together at commit: the first one for a document has done the work.
  stamp := txid_current()::text || document;
  if current_setting('corpus.refreshed', true) = stamp then return null; end if;
  perform set_config('corpus.refreshed', stamp, true);
  perform corpus_refresh(array[document]);
  return null;
end
$$;

drop trigger if exists corpus_follow_insert on datasets;
create constraint trigger corpus_follow_insert after insert on datasets
  deferrable initially deferred for each row
  when (new.published_at is not null) execute function corpus_follow();
drop trigger if exists corpus_follow_update on datasets;
create constraint trigger corpus_follow_update after update on datasets
  deferrable initially deferred for each row
  when (new.published_at is not null or old.published_at is not null) execute function corpus_follow();
drop trigger if exists corpus_follow_delete on datasets;
create constraint trigger corpus_follow_delete after delete on datasets
  deferrable initially deferred for each row
  when (old.published_at is not null) execute function corpus_follow();
drop trigger if exists corpus_follow_tags on datasets_tags_lnk;
create constraint trigger corpus_follow_tags after insert or update or delete on datasets_tags_lnk
  deferrable initially deferred for each row execute function corpus_follow();
drop trigger if exists corpus_follow_files on datasets_files_lnk;
create constraint trigger corpus_follow_files after insert or update or delete on datasets_files_lnk
  deferrable initially deferred for each row execute function corpus_follow();
`;

/** Datasets that are brought up to date in the transaction of a renamed tag or agency itself. */
const AT_ONCE = 200;

/**
 * A renamed tag, agency or licence and a theme's other tags reach the datasets that show them: a few in
 * the same transaction, many in the background (`corpus_catch_up`), which the renaming does not wait for.
 */
const REFERENCES = `
create or replace function corpus_follow_reference() returns trigger language plpgsql as $$
declare
  documents text[];
begin
  if current_setting('corpus.follow', true) = 'off' then return null; end if;
  if tg_table_name = 'tags' then
    select array_agg(document_id) into documents from corpus_datasets where tag_ids @> array[old.id];
  elsif tg_table_name = 'agencies' then
    select array_agg(document_id) into documents from corpus_datasets where agency_id in (
      with recursive past as (
        select old.id as id union select a.id from past p join agencies a on a.successor_id = p.id)
      select id from past);
  elsif tg_table_name = 'licences' then
    select array_agg(document_id) into documents from corpus_datasets where licence_id = old.id;
  else
    select array_agg(document_id) into documents from corpus_datasets
    where tag_ids @> array[coalesce(new.tag_id, old.tag_id)];
  end if;
  if documents is null then return null; end if;
  if cardinality(documents) <= ${AT_ONCE} then
    perform corpus_refresh(documents);
  else
    -- Touches what waits already, so that nobody takes it up before this commits.
    insert into corpus_pending (document_id) select unnest(documents) order by 1
    on conflict (document_id) do update set since = corpus_pending.since;
  end if;
  return null;
end
$$;

-- Brings some of what waits up to date; says whether there may be more. The lock comes first, and rows
-- that somebody holds are left for the next time: nobody is waited for crosswise.
create or replace function corpus_catch_up(most integer) returns boolean language plpgsql as $$
declare
  documents text[];
begin
  if not exists (select from corpus_pending) then return false; end if;
  if not pg_try_advisory_xact_lock(${COUNTING_LOCK}) then return true; end if;
  with taken as (
    delete from corpus_pending where document_id in (
      select document_id from corpus_pending limit most for update skip locked)
    returning document_id)
  select array_agg(document_id) into documents from taken;
  if documents is null then return false; end if;
  perform corpus_refresh(documents);
  return true;
end
$$;

drop trigger if exists corpus_follow_tag on tags;
create constraint trigger corpus_follow_tag after update of facet, code, name, name_en, "order" on tags
  deferrable initially deferred for each row
  when (row(old.facet, old.code, old.name, old.name_en, old."order")
    is distinct from row(new.facet, new.code, new.name, new.name_en, new."order"))
  execute function corpus_follow_reference();
drop trigger if exists corpus_follow_agency on agencies;
create constraint trigger corpus_follow_agency after update of oid, name, name_en, successor_id on agencies
  deferrable initially deferred for each row
  when (row(old.oid, old.name, old.name_en, old.successor_id)
    is distinct from row(new.oid, new.name, new.name_en, new.successor_id))
  execute function corpus_follow_reference();
drop trigger if exists corpus_follow_licence on licences;
create constraint trigger corpus_follow_licence
  -- Of any column: the hash is another trigger's work.
  after update on licences
  deferrable initially deferred for each row
  when (row(old.code, old.version, old.name, old.name_en, old.url, old.open, old.text_hash)
    is distinct from row(new.code, new.version, new.name, new.name_en, new.url, new.open, new.text_hash))
  execute function corpus_follow_reference();
drop trigger if exists corpus_follow_theme on themes_tags_lnk;
create constraint trigger corpus_follow_theme after insert or update or delete on themes_tags_lnk
  deferrable initially deferred for each row execute function corpus_follow_reference();
`;

export const TRIGGERS = COUNTING + FOLLOWING + REFERENCES;
