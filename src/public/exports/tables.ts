/**
 * Exports that were made or are being made: one for each form of each state of a dataset's public
 * content, named by the read model's etag. Derived: a row that is gone is made again when asked for.
 */
export const EXPORT_TABLES = `
create table if not exists corpus_exports (
  document_id  text not null,
  etag         text not null,
  format       text not null check (format in ('jsonl', 'parquet')),
  state        text not null default 'making' check (state in ('making', 'ready', 'failed')),
  -- [{ key, name, bytes, sha256, rows }]
  shards       jsonb not null default '[]',
  requested_at timestamptz not null default now(),
  ended_at     timestamptz,
  primary key (document_id, etag, format)
);
-- Made before there was more than one form.
do $$ begin
  if not exists (select from information_schema.columns
    where table_schema = current_schema() and table_name = 'corpus_exports' and column_name = 'format') then
    alter table corpus_exports add column format text not null default 'parquet'
      check (format in ('jsonl', 'parquet'));
    alter table corpus_exports alter column format drop default;
    alter table corpus_exports drop constraint corpus_exports_pkey;
    alter table corpus_exports add primary key (document_id, etag, format);
  end if;
end $$;
`;
