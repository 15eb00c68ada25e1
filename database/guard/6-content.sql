-- The audit trail of what platform admins edit: tags, licences, agencies, themes, pages, banners and
-- hot keywords. A fourth chain, made like the others.

CREATE TABLE IF NOT EXISTS guard.content_entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN (
    'tags', 'licences', 'agencies', 'themes', 'pages', 'banners', 'hot-keywords')),
  -- documentId of the record, which may be deleted since.
  record text NOT NULL,
  -- What people know it by: the code, OID, address or word.
  mark text NOT NULL,
  action text NOT NULL CHECK (action IN (
    'created', 'changed', 'deleted', 'published', 'unpublished', 'merged', 'split', 'restored')),
  -- Strapi admin user id.
  actor integer NOT NULL,
  reason text,
  -- { before, after } of the fields that changed; of long texts their length and SHA-256.
  details jsonb NOT NULL DEFAULT '{}',
  -- The exact text that was hashed, a JSON array of the columns above in their order.
  payload text NOT NULL,
  previous text NOT NULL,
  -- Hex SHA-256 of previous, a line feed, and payload.
  hash text NOT NULL
);
CREATE INDEX IF NOT EXISTS content_entry_record ON guard.content_entry (record, seq DESC);

CREATE TABLE IF NOT EXISTS guard.content_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO guard.content_head (seq, hash) VALUES (0, repeat('0', 64)) ON CONFLICT DO NOTHING;

-- Appends one entry in the caller's transaction. p: { at, kind, record, mark, action, actor, reason,
-- details }.
CREATE OR REPLACE FUNCTION guard.note_content(p jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
DECLARE
  head guard.content_head;
  entry guard.content_entry;
BEGIN
  SELECT * INTO head FROM guard.content_head FOR UPDATE;
  entry.seq := head.seq + 1;
  entry.at := (p->>'at')::timestamptz;
  entry.kind := p->>'kind';
  entry.record := p->>'record';
  entry.mark := p->>'mark';
  entry.action := p->>'action';
  entry.actor := (p->>'actor')::integer;
  entry.reason := p->>'reason';
  entry.details := coalesce(p->'details', '{}'::jsonb);
  entry.payload := json_build_array(
    entry.seq, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    entry.kind, entry.record, entry.mark, entry.action, entry.actor, entry.reason,
    entry.details)::text;
  entry.previous := head.hash;
  entry.hash := encode(sha256(convert_to(head.hash || E'\n' || entry.payload, 'UTF8')), 'hex');
  INSERT INTO guard.content_entry SELECT entry.*;
  UPDATE guard.content_head SET seq = entry.seq, hash = entry.hash;
  RETURN entry.seq;
END $$;

DROP TRIGGER IF EXISTS append_only_rows ON guard.content_entry;
CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON guard.content_entry
FOR EACH ROW EXECUTE FUNCTION guard.append_only();
DROP TRIGGER IF EXISTS append_only_table ON guard.content_entry;
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON guard.content_entry
FOR EACH STATEMENT EXECUTE FUNCTION guard.append_only();
