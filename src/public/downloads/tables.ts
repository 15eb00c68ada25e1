/** Counting of downloads. Not derived from anything: never dropped. */
export const DOWNLOAD_TABLES = `
-- Who downloaded what on which day, as a hash that changes daily; only to count each once.
create table if not exists corpus_downloads (
  document_id text not null,
  day         date not null,
  client      text not null,
  primary key (document_id, day, client)
);
create index if not exists corpus_downloads_day on corpus_downloads (day);

-- Downloads of each dataset in the last 30 days, and of all times.
create table if not exists corpus_popularity (
  document_id text primary key,
  downloads   bigint not null default 0,
  total       bigint not null default 0
);
alter table corpus_popularity add column if not exists total bigint not null default 0;
alter table corpus_popularity alter column downloads set default 0;
create index if not exists corpus_popularity_most on corpus_popularity (downloads desc);

create or replace function corpus_count_download(document text, visitor text) returns void
language plpgsql as $$
declare
  today date := (now() at time zone 'Asia/Taipei')::date;
begin
  insert into corpus_downloads (document_id, day, client) values (document, today, visitor)
  on conflict do nothing;
  if not found then return; end if;
  insert into corpus_popularity as p (document_id, downloads, total) values (document, 1, 1)
  on conflict (document_id) do update set downloads = p.downloads + 1, total = p.total + 1;
end
$$;

-- Forgets what has left the window; run with the first download of a day.
create or replace function corpus_forget_downloads() returns void
language sql as $$
  with gone as (
    delete from corpus_downloads
    where day <= (now() at time zone 'Asia/Taipei')::date - 30 returning document_id),
  counted as (select document_id, count(*) as times from gone group by 1)
  update corpus_popularity p set downloads = greatest(0, p.downloads - c.times)
  from counted c where c.document_id = p.document_id
$$;
`;
