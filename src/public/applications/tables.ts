/** Applications for the use of restricted data and what was decided. Not derived: never dropped. */
export const APPLICATION_TABLES = `
create table if not exists corpus_access_applications (
  id               bigint generated always as identity primary key,
  document_id      text not null unique,
  member_id        integer not null,
  purpose          text not null,
  benefit          text not null,
  -- documentIds; null is all restricted data.
  datasets         text[],
  licence_code     text not null,
  licence_version  text not null,
  licence_hash     text,
  evidence_key     text not null,
  evidence_name    text not null,
  evidence_bytes   bigint not null,
  evidence_sha256  text not null,
  receipt          text not null,
  state            text not null default 'waiting'
    check (state in ('waiting', 'approved', 'rejected', 'revoked')),
  created_at       timestamptz not null default now(),
  -- The day by which an answer is the goal, in Asia/Taipei.
  due_on           date not null,
  decided_at       timestamptz,
  -- Strapi admin user id.
  decided_by       integer,
  reason           text,
  -- Last day of the grant, in Asia/Taipei.
  granted_until    date
);
-- documentId of the application whose grant this one shall prolong.
alter table corpus_access_applications add column if not exists renews text;
create unique index if not exists corpus_access_applications_renewal
  on corpus_access_applications (renews) where state = 'waiting';
create index if not exists corpus_access_applications_ending
  on corpus_access_applications (granted_until) where state = 'approved';
create index if not exists corpus_access_applications_member
  on corpus_access_applications (member_id, state);
create index if not exists corpus_access_applications_waiting
  on corpus_access_applications (due_on, id) where state = 'waiting';
`;

/**
 * Condition on a grant `g`: it is for this dataset. One for all restricted data is for what is under the
 * licence that the member accepted, and no other.
 *
 * @param licence SQL expression: id of the dataset's licence.
 */
export const covers = (documentId: string, licence: string): string => `
  (g.datasets @> array[${documentId}] or (g.datasets is null and exists (
    select 1 from licences l where l.id = ${licence} and l.code = g.licence_code)))`;

/** Condition: the member $1 holds a grant for the dataset $2 today. */
export const GRANTED = `
  exists (select 1 from corpus_access_applications g
    where g.member_id = $1 and g.state = 'approved'
      and g.granted_until >= (now() at time zone 'Asia/Taipei')::date
      and ${covers('$2::text', '(select d.licence_id from corpus_datasets d where d.document_id = $2)')})`;
