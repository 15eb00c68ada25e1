/**
 * Parquet exports that were made or are being made: one for each state of a dataset's public content,
 * named by the read model's etag. Derived: a row that is gone is made again when somebody asks.
 */
export const EXPORT_TABLES = `
create table if not exists corpus_exports (
  document_id  text not null,
  etag         text not null,
  state        text not null default 'making' check (state in ('making', 'ready', 'failed')),
  -- [{ key, name, bytes, sha256, rows }]
  shards       jsonb not null default '[]',
  requested_at timestamptz not null default now(),
  ended_at     timestamptz,
  primary key (document_id, etag)
);
`;
