-- The audit trail of officers' accounts: a chain of its own, made like the one of datasets. The
-- application's user may read it and append through guard.note_account, and nothing else.

CREATE TABLE IF NOT EXISTS guard.account_entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  -- documentId of the officer.
  officer text NOT NULL,
  action text NOT NULL CHECK (action IN (
    'applied', 'certificate-verified', 'approved', 'rejected', 'disabled', 'enabled',
    'agency-changed', 'role-changed')),
  -- Strapi admin user id; null for the officer before the first approval, and for the system.
  actor integer,
  -- Role of the actor; 'applicant' for the officer's own steps, 'system' for the clock and provider.
  actor_role text NOT NULL,
  -- The officer's role after the entry; null for none.
  role text,
  -- OID of the officer's agency after the entry.
  agency text NOT NULL,
  remark text,
  details jsonb NOT NULL DEFAULT '{}',
  -- The exact text that was hashed, a JSON array of the columns above in their order.
  payload text NOT NULL,
  previous text NOT NULL,
  -- Hex SHA-256 of previous, a line feed, and payload.
  hash text NOT NULL
);
CREATE INDEX IF NOT EXISTS account_entry_officer ON guard.account_entry (officer, seq DESC);

CREATE TABLE IF NOT EXISTS guard.account_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO guard.account_head (seq, hash) VALUES (0, repeat('0', 64)) ON CONFLICT DO NOTHING;

-- Appends one entry in the caller's transaction. p: { at, officer, action, actor, actorRole, role,
-- agency, remark, details }. Account decisions are rare: the head is locked until the commit.
CREATE OR REPLACE FUNCTION guard.note_account(p jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
DECLARE
  head guard.account_head;
  entry guard.account_entry;
BEGIN
  SELECT * INTO head FROM guard.account_head FOR UPDATE;
  entry.seq := head.seq + 1;
  entry.at := (p->>'at')::timestamptz;
  entry.officer := p->>'officer';
  entry.action := p->>'action';
  entry.actor := (p->>'actor')::integer;
  entry.actor_role := p->>'actorRole';
  entry.role := p->>'role';
  entry.agency := p->>'agency';
  entry.remark := p->>'remark';
  entry.details := coalesce(p->'details', '{}'::jsonb);
  entry.payload := json_build_array(
    entry.seq, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    entry.officer, entry.action, entry.actor, entry.actor_role, entry.role, entry.agency,
    entry.remark, entry.details)::text;
  entry.previous := head.hash;
  entry.hash := encode(sha256(convert_to(head.hash || E'\n' || entry.payload, 'UTF8')), 'hex');
  INSERT INTO guard.account_entry SELECT entry.*;
  UPDATE guard.account_head SET seq = entry.seq, hash = entry.hash;
  RETURN entry.seq;
END $$;

DROP TRIGGER IF EXISTS append_only_rows ON guard.account_entry;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON guard.account_entry
FOR EACH ROW EXECUTE FUNCTION guard.append_only();
DROP TRIGGER IF EXISTS append_only_table ON guard.account_entry;
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON guard.account_entry
FOR EACH STATEMENT EXECUTE FUNCTION guard.append_only();
