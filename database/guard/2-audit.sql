-- The audit trail: one entry a move, appended at commit of the move's own transaction, each with
-- the hash of the one before. Nobody may change or remove an entry, its owner neither.

CREATE TABLE IF NOT EXISTS guard.audit_entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  dataset text NOT NULL,
  identifier text NOT NULL,
  version integer NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  action text NOT NULL,
  -- Strapi admin user id; null for the system.
  actor integer,
  role text NOT NULL,
  -- OID of the dataset's agency.
  agency text NOT NULL,
  reason text,
  details jsonb NOT NULL DEFAULT '{}',
  -- The exact text that was hashed, a JSON array of the columns above in their order.
  payload text NOT NULL,
  previous text NOT NULL,
  -- Hex SHA-256 of previous, a line feed, and payload.
  hash text NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_entry_dataset ON guard.audit_entry (dataset, seq DESC);
CREATE INDEX IF NOT EXISTS audit_entry_actor ON guard.audit_entry (actor, seq DESC);

CREATE TABLE IF NOT EXISTS guard.audit_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO guard.audit_head (seq, hash) VALUES (0, repeat('0', 64)) ON CONFLICT DO NOTHING;

-- Moves of a transaction that is committing; empty in between.
CREATE TABLE IF NOT EXISTS guard.unsettled (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  document_id text NOT NULL,
  identifier text NOT NULL,
  agency_id integer NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  move jsonb NOT NULL
);
-- The agency before a transfer.
ALTER TABLE guard.unsettled ADD COLUMN IF NOT EXISTS former_agency_id integer;

CREATE OR REPLACE FUNCTION guard.count_datasets(p_agency integer, p_state text, p_more integer)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
  INSERT INTO guard.dataset_count VALUES (p_agency, p_state, greatest(p_more, 0))
  ON CONFLICT (agency_id, state) DO UPDATE SET n = guard.dataset_count.n + p_more
$$;

-- At commit, first: puts a move in line for its entry. What a deferred trigger defers comes after
-- everything that the transaction had deferred before, such as the public read model: so the
-- chain's head is locked for the length of a commit and not of a publication.
CREATE OR REPLACE FUNCTION guard.settle_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM guard.count_datasets(NEW.agency_id, NEW.state, 1);
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM guard.count_datasets(OLD.agency_id, OLD.state, -1);
  ELSE
    INSERT INTO guard.unsettled
      (document_id, identifier, agency_id, former_agency_id, from_state, to_state, move)
    VALUES (NEW.document_id, NEW.identifier, NEW.agency_id, OLD.agency_id, OLD.state, NEW.state, NEW.last_move);
  END IF;
  RETURN NULL;
END $$;

-- At commit, last: appends the entry and keeps the counts. The head is locked first, so that two
-- moves never wait for each other's counts crosswise.
CREATE OR REPLACE FUNCTION guard.append_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
DECLARE
  head guard.audit_head;
  entry guard.audit_entry;
  m jsonb := NEW.move;
BEGIN
  SELECT * INTO head FROM guard.audit_head FOR UPDATE;
  entry.seq := head.seq + 1;
  entry.at := (m->>'at')::timestamptz;
  entry.dataset := NEW.document_id;
  entry.identifier := NEW.identifier;
  entry.version := (m->>'version')::integer;
  entry.from_state := m->>'from';
  entry.to_state := m->>'to';
  entry.action := m->>'action';
  entry.actor := (m->>'actor')::integer;
  entry.role := m->>'role';
  entry.agency := m->>'agency';
  entry.reason := m->>'reason';
  entry.details := coalesce(m->'details', '{}'::jsonb);
  entry.payload := json_build_array(
    entry.seq, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    entry.dataset, entry.identifier, entry.version, entry.from_state, entry.to_state,
    entry.action, entry.actor, entry.role, entry.agency, entry.reason, entry.details)::text;
  entry.previous := head.hash;
  entry.hash := encode(sha256(convert_to(head.hash || E'\n' || entry.payload, 'UTF8')), 'hex');
  INSERT INTO guard.audit_entry SELECT entry.*;
  UPDATE guard.audit_head SET seq = entry.seq, hash = entry.hash;
  IF NEW.from_state <> NEW.to_state OR NEW.agency_id <> NEW.former_agency_id THEN
    PERFORM guard.count_datasets(coalesce(NEW.former_agency_id, NEW.agency_id), NEW.from_state, -1);
    PERFORM guard.count_datasets(NEW.agency_id, NEW.to_state, 1);
  END IF;
  DELETE FROM guard.unsettled WHERE n = NEW.n;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS settle_move ON guard.dataset;
CREATE CONSTRAINT TRIGGER settle_move AFTER INSERT OR UPDATE OR DELETE ON guard.dataset
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.settle_move();

DROP TRIGGER IF EXISTS append_entry ON guard.unsettled;
CREATE CONSTRAINT TRIGGER append_entry AFTER INSERT ON guard.unsettled
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.append_entry();

CREATE OR REPLACE FUNCTION guard.append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.append_only' USING ERRCODE = 'GU001', DETAIL = TG_TABLE_NAME;
END $$;

DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['audit_entry', 'snapshot'] LOOP
    EXECUTE format('DROP TRIGGER IF EXISTS append_only_rows ON guard.%I', kept);
    EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON guard.%I
      FOR EACH ROW EXECUTE FUNCTION guard.append_only()', kept);
    EXECUTE format('DROP TRIGGER IF EXISTS append_only_table ON guard.%I', kept);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON guard.%I
      FOR EACH STATEMENT EXECUTE FUNCTION guard.append_only()', kept);
  END LOOP;
END $$;
