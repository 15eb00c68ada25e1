-- The audit trail of members and of their applications for restricted data: a third chain, made like
-- the others. Ids and codes only, so that a member's data can be erased and the trail stay whole.

CREATE TABLE IF NOT EXISTS guard.member_entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  -- Id of the member (users-permissions); never used again after erasure.
  member integer NOT NULL,
  action text NOT NULL CHECK (action IN (
    'registered', 'linked', 'suspended', 'reinstated', 'exported', 'erased',
    'applied', 'renewal-applied', 'approved', 'rejected', 'revoked')),
  -- Strapi admin user id; null for the member's own steps and the system.
  actor integer,
  actor_role text NOT NULL CHECK (actor_role IN ('member', 'platform-admin', 'system')),
  -- documentId of the application, where the entry is about one.
  application text,
  -- Ids, codes, hashes and dates.
  details jsonb NOT NULL DEFAULT '{}',
  -- The exact text that was hashed, a JSON array of the columns above in their order.
  payload text NOT NULL,
  previous text NOT NULL,
  -- Hex SHA-256 of previous, a line feed, and payload.
  hash text NOT NULL
);
CREATE INDEX IF NOT EXISTS member_entry_member ON guard.member_entry (member, seq DESC);

CREATE TABLE IF NOT EXISTS guard.member_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO guard.member_head (seq, hash) VALUES (0, repeat('0', 64)) ON CONFLICT DO NOTHING;

-- Appends one entry in the caller's transaction. p: { at, member, action, actor, actorRole,
-- application, details }.
CREATE OR REPLACE FUNCTION guard.note_member(p jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
DECLARE
  head guard.member_head;
  entry guard.member_entry;
BEGIN
  SELECT * INTO head FROM guard.member_head FOR UPDATE;
  entry.seq := head.seq + 1;
  entry.at := (p->>'at')::timestamptz;
  entry.member := (p->>'member')::integer;
  entry.action := p->>'action';
  entry.actor := (p->>'actor')::integer;
  entry.actor_role := p->>'actorRole';
  entry.application := p->>'application';
  entry.details := coalesce(p->'details', '{}'::jsonb);
  entry.payload := json_build_array(
    entry.seq, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    entry.member, entry.action, entry.actor, entry.actor_role, entry.application,
    entry.details)::text;
  entry.previous := head.hash;
  entry.hash := encode(sha256(convert_to(head.hash || E'\n' || entry.payload, 'UTF8')), 'hex');
  INSERT INTO guard.member_entry SELECT entry.*;
  UPDATE guard.member_head SET seq = entry.seq, hash = entry.hash;
  RETURN entry.seq;
END $$;

DROP TRIGGER IF EXISTS append_only_rows ON guard.member_entry;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON guard.member_entry
FOR EACH ROW EXECUTE FUNCTION guard.append_only();
DROP TRIGGER IF EXISTS append_only_table ON guard.member_entry;
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON guard.member_entry
FOR EACH STATEMENT EXECUTE FUNCTION guard.append_only();
