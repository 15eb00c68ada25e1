import { covers } from './tables';

/**
 * What follows from an application or a decision, in the same transaction and whichever program
 * wrote it: the entry of the trail, and the notices. Also the notices to everyone to whom a dataset
 * was granted, when it is delisted or its licence changes.
 */
const LABEL = `
-- What an application is for, for people: identifiers, or all.
create or replace function corpus_access_label(documents text[]) returns text
language sql stable as $$
  select case when documents is null then '全部授權資料 all restricted data' else coalesce(
    (select string_agg(identifier, '、' order by identifier) from (
       select identifier from datasets where document_id = any (documents) and published_at is null
       order by 1 limit 10) d)
    || case when cardinality(documents) > 10 then '…' else '' end, '') end
$$;

-- Queues one notice for a member; the same event reaches it once.
create or replace function corpus_tell_member(event text, member integer, notice jsonb) returns void
language sql as $$
  insert into notice_outbox (dedupe_key, recipient_kind, recipient_id, notice)
  values (event || ':member', 'member', member, notice)
  on conflict (dedupe_key, recipient_id) do nothing
$$;

create or replace function corpus_tell_platform_admins(event text, notice jsonb) returns void
language sql as $$
  insert into notice_outbox (dedupe_key, recipient_kind, recipient_id, notice)
  select event, 'user', u.id, notice
  from officers o join admin_users u on u.id = o.admin_user_id and u.is_active
  where o.role = 'platform-admin' and o.active
  on conflict (dedupe_key, recipient_id) do nothing
$$;
`;

const FOLLOW = `
create or replace function corpus_access_follow() returns trigger language plpgsql as $$
declare
  label text := corpus_access_label(new.datasets);
  event text := 'access:' || new.document_id || ':';
  entry jsonb := jsonb_build_object('member', new.member_id, 'application', new.document_id);
begin
  if tg_op = 'INSERT' then
    perform guard.note_member(entry || jsonb_build_object('at', new.created_at,
      'action', case when new.renews is null then 'applied' else 'renewal-applied' end,
      'actorRole', 'member', 'details', jsonb_strip_nulls(jsonb_build_object(
        'licence', new.licence_code, 'version', new.licence_version, 'textHash', new.licence_hash,
        'datasets', to_jsonb(new.datasets), 'renews', new.renews,
        'receiptSha256', encode(sha256(convert_to(new.receipt, 'UTF8')), 'hex')))));
    perform corpus_tell_member(event || 'received', new.member_id, jsonb_build_object(
      'kind', 'access.received', 'about', label, 'dueOn', new.due_on));
    perform corpus_tell_platform_admins(event || 'waiting', jsonb_build_object(
      'kind', 'access.waiting', 'about', label, 'dueOn', new.due_on));
  elsif new.state <> old.state then
    perform guard.note_member(entry || jsonb_build_object('at', new.decided_at, 'action', new.state,
      'actor', new.decided_by, 'actorRole', 'platform-admin', 'details',
      case when new.state = 'approved' then jsonb_build_object('until', new.granted_until) else '{}' end));
    perform corpus_tell_member(event || new.state, new.member_id, jsonb_strip_nulls(jsonb_build_object(
      'kind', 'access.' || new.state, 'about', label, 'until', case when new.state = 'approved'
      then new.granted_until end, 'reason', case when new.state <> 'approved' then new.reason end)));
  end if;
  return null;
end
$$;
create or replace trigger corpus_access_follow after insert or update of state on corpus_access_applications
  for each row execute function corpus_access_follow();
`;

const GRANTEES = `
-- Everyone to whom a dataset was ever granted, and has not lost it by revocation.
create or replace function corpus_access_delisted() returns trigger language plpgsql as $$
begin
  perform corpus_tell_member(
    'access-delisted:' || r.document_id || ':' || coalesce(r.last_listed_at::text, ''), g.member_id,
    jsonb_build_object('kind', 'access.dataset-delisted', 'about', r.identifier || ' ' || r.name))
  from removed r join corpus_access_applications g on g.state = 'approved'
    and ${covers('r.document_id', 'r.licence_id')}
  where not r.is_open;
  return null;
end
$$;
create or replace trigger corpus_access_delisted after delete on corpus_datasets
  referencing old table as removed for each statement execute function corpus_access_delisted();

-- A revision may put a dataset under another licence.
create or replace function corpus_access_relicensed() returns trigger language plpgsql as $$
begin
  perform corpus_tell_member(
    'access-relicensed:' || n.document_id || ':' || coalesce(n.last_listed_at::text, ''), g.member_id,
    jsonb_build_object('kind', 'access.licence-changed', 'about', n.identifier || ' ' || n.name,
      'licence', coalesce(l.name, l.code, '')))
  from removed r join added n using (document_id)
  left join licences l on l.id = n.licence_id
  join corpus_access_applications g on g.state = 'approved'
    and ${covers('r.document_id', 'r.licence_id')}
  where not r.is_open and r.licence_id is distinct from n.licence_id;
  return null;
end
$$;
create or replace trigger corpus_access_relicensed after update on corpus_datasets
  referencing old table as removed new table as added
  for each statement execute function corpus_access_relicensed();

-- The licence's own text or version: everyone who holds a grant under it.
create or replace function corpus_access_licence() returns trigger language plpgsql as $$
begin
  perform corpus_tell_member(concat_ws(':', 'access-licence', new.code, new.version, new.text_hash),
    g.member_id, jsonb_build_object('kind', 'access.licence-changed',
      'about', new.code, 'licence', concat_ws(' ', new.name, new.version)))
  from corpus_access_applications g
  where g.state = 'approved' and g.licence_code = old.code
    and g.granted_until >= (now() at time zone 'Asia/Taipei')::date;
  return null;
end
$$;
create or replace trigger corpus_access_licence after update on licences for each row
  when (row(old.version, old.text_hash) is distinct from row(new.version, new.text_hash))
  execute function corpus_access_licence();
`;

/** \`corpus_access_remind(today)\` may be asked any number of times: each notice goes out once. */
const REMINDERS = `
create or replace function corpus_access_remind(today date) returns bigint language sql as $$
  with ending as (
    select a.*, case when a.granted_until - today <= 7 then 7 else 30 end as threshold
    from corpus_access_applications a
    where a.state = 'approved' and a.granted_until between today and today + 30
      and not exists (select from corpus_access_applications n where n.renews = a.document_id
        and n.state = 'approved' and n.granted_until > a.granted_until)),
  told as (
    select corpus_tell_member('access-ends:' || document_id || ':' || threshold, member_id,
      jsonb_build_object('kind', 'access.ends-soon', 'about', corpus_access_label(datasets),
        'until', granted_until)) from ending),
  overdue as (
    select corpus_tell_platform_admins('access-overdue:' || document_id, jsonb_build_object(
      'kind', 'access.overdue', 'about', corpus_access_label(datasets), 'dueOn', due_on))
    from corpus_access_applications where state = 'waiting' and due_on < today)
  select (select count(*) from told) + (select count(*) from overdue)
$$;
`;

export const APPLICATION_RULES = LABEL + FOLLOW + GRANTEES + REMINDERS;
