/**
 * Members of the public site beside users-permissions' own table: who they are at an identity
 * provider, and what their rows must leave in the trail, whichever program writes them. Not derived.
 */
export const MEMBER_TABLES = `
-- A member is found by issuer and subject, never by e-mail.
create table if not exists member_identities (
  issuer     text not null,
  subject    text not null,
  member_id  integer not null,
  created_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index if not exists member_identities_member on member_identities (member_id);

-- Sign-ins under way, and codes that the site exchanges for tokens: hashes, each used once.
create table if not exists member_flows (
  handle_hash text primary key,
  expires_at  timestamptz not null
);
create table if not exists member_codes (
  code_hash  text primary key,
  member_id  integer not null,
  expires_at timestamptz not null
);
-- What the site proves to have begun the sign-in with (S256), its own mark, and the provider's session.
alter table member_flows add column if not exists challenge text not null default '';
alter table member_flows add column if not exists site_state text not null default '';
alter table member_codes add column if not exists challenge text not null default '';
alter table member_codes add column if not exists device_id text not null default '';

-- Two registrations of an address at the same moment: users-permissions itself only looks before.
do $$ begin
  create unique index if not exists up_users_email_once on up_users (lower(email));
exception when unique_violation then
  raise warning 'members share an e-mail address; the index up_users_email_once was not made';
end $$;

-- Who signs in elsewhere has no password here: nobody who reads the mail gets in by resetting one.
create or replace function member_has_no_password() returns trigger language plpgsql as $$
begin
  new.password := null;
  new.reset_password_token := null;
  return new;
end
$$;
create or replace trigger member_has_no_password before insert or update on up_users
  for each row when (new.provider <> 'local') execute function member_has_no_password();

-- Who acts stands in the setting corpus.actor (Strapi admin user id) where the back office does it.
create or replace function member_follow() returns trigger language plpgsql as $$
declare
  acting integer := nullif(current_setting('corpus.actor', true), '')::integer;
  member integer := case when tg_op = 'DELETE' then old.id else new.id end;
  action text := case tg_op when 'INSERT' then 'registered' when 'DELETE' then 'erased'
    else case when new.blocked then 'suspended' else 'reinstated' end end;
begin
  if tg_op = 'DELETE' then
    delete from member_identities where member_id = member;
    delete from member_codes where member_id = member;
    delete from corpus_access_applications where member_id = member;
    delete from notice_outbox where recipient_kind = 'member' and recipient_id = member;
  end if;
  perform guard.note_member(jsonb_build_object('at', now(), 'member', member, 'action', action,
    'actor', acting, 'actorRole', case when acting is not null then 'platform-admin'
      when tg_op = 'UPDATE' then 'system' else 'member' end));
  return null;
end
$$;
create or replace trigger member_follow after insert or delete on up_users
  for each row execute function member_follow();
create or replace trigger member_follow_state after update on up_users
  for each row when (coalesce(old.blocked, false) <> coalesce(new.blocked, false))
  execute function member_follow();
`;
