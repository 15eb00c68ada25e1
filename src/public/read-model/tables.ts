const IN_THE_ROW = 'document_id identifier name_text keyword_text tag_ids theme_ids'.split(' ');

/**
 * The public read model: one row for each published dataset, with the answer's JSON as text and
 * what is filtered, sorted and searched beside it. Derived from the records, never written by hand:
 * triggers keep it in the transaction that publishes, and `corpus_refresh` can rebuild it at any time.
 *
 * The statements may be run again and again; they change nothing that is already as described.
 */
export const TABLES = `
create table if not exists corpus_datasets (
  document_id     text primary key,
  id              integer not null,
  identifier      text not null,
  name            text not null,
  description     text not null,
  keywords        text[] not null,
  agency_id       integer,
  licence_id      integer,
  tag_ids         integer[] not null,
  theme_ids       integer[] not null,
  file_ids        integer[] not null,
  is_open         boolean not null,
  year_from       integer,
  year_to         integer,
  total_bytes     bigint not null,
  tokens          bigint not null,
  tokenizer       text,
  first_listed_at timestamp,
  last_listed_at  timestamp,
  created_at      timestamp,
  updated_at      timestamp,
  published_at    timestamp,
  name_text       text not null,
  keyword_text    text not null,
  search_text     text not null,
  grams           tsvector not null,
  etag            text not null,
  body            text not null,
  -- When what the public reads changed last; what harvesters ask by.
  changed_at      timestamp not null
);
-- Long texts live apart from their row: counting and sorting thousands of rows then reads little.
-- Room on each page, so that a row that changes lightly stays there and leaves the indexes alone.
alter table corpus_datasets set (toast_tuple_target = 256, fillfactor = 85);
alter table corpus_datasets alter column body set storage external;
alter table corpus_datasets alter column search_text set storage external;
alter table corpus_datasets alter column description set storage external;
alter table corpus_datasets alter column grams set storage external;
-- What thousands of found rows are ranked, ordered and counted by stays in the row.
${IN_THE_ROW.map((column) => `alter table corpus_datasets alter column ${column} set storage main;`).join('\n')}
-- Reading the pairs of a row costs more than PostgreSQL reckons: by its statistics it would read those of
-- all rows for a word that half of them have. Without any it goes by the index.
alter table corpus_datasets alter column grams set statistics 0;
create unique index if not exists corpus_datasets_identifier on corpus_datasets (identifier);
create unique index if not exists corpus_datasets_latest
  on corpus_datasets (last_listed_at desc nulls last, document_id);
create index if not exists corpus_datasets_changed
  on corpus_datasets (date_trunc('second', changed_at), identifier);
create index if not exists corpus_datasets_name on corpus_datasets (name, document_id);
create index if not exists corpus_datasets_agency on corpus_datasets (agency_id, last_listed_at desc);
create index if not exists corpus_datasets_licence on corpus_datasets (licence_id);
create index if not exists corpus_datasets_tags on corpus_datasets using gin (tag_ids);
create index if not exists corpus_datasets_themes on corpus_datasets using gin (theme_ids);
create index if not exists corpus_datasets_keywords on corpus_datasets using gin (keywords);
create index if not exists corpus_datasets_grams
  on corpus_datasets using gin (grams) with (fastupdate = off);

-- Datasets for each value of each filter, kept by the triggers on corpus_datasets.
create table if not exists corpus_counts (
  facet    text not null,
  value    text not null,
  datasets bigint not null,
  primary key (facet, value)
);

-- One row: the totals of the whole corpus.
create table if not exists corpus_totals (
  only_row boolean primary key default true check (only_row),
  datasets bigint not null default 0,
  files    bigint not null default 0,
  bytes    bigint not null default 0,
  tokens   bigint not null default 0,
  as_of    timestamp not null default (now() at time zone 'UTC')
);
insert into corpus_totals default values on conflict do nothing;

create index if not exists corpus_counts_most on corpus_counts (facet, datasets desc, value);
create index if not exists corpus_counts_none on corpus_counts (facet) where datasets <= 0;

-- Datasets that show something whose name has changed, and are brought up to date in the background.
create table if not exists corpus_pending (
  document_id text primary key,
  since       timestamptz not null default now()
);

create index if not exists datasets_published_document
  on public.datasets (document_id) where published_at is not null;
drop index if exists public.datasets_was_public;
create index if not exists datasets_once_listed
  on public.datasets (delisted_at, document_id) where published_at is null and first_listed_at is not null;
`;
