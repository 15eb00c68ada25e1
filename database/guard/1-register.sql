-- The register: what must never be broken about a dataset, in a schema that the application's own
-- database user may read but not write. It changes through the functions of this file alone.
-- Idempotent; run as the schema's owner before Strapi's schema sync. No down: restore a backup.

CREATE SCHEMA IF NOT EXISTS guard;

CREATE TABLE IF NOT EXISTS guard.transition (
  action text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  public_after text NOT NULL CHECK (public_after IN ('keep', 'yes', 'no')),
  PRIMARY KEY (action, from_state, to_state)
);

CREATE TABLE IF NOT EXISTS guard.dataset (
  document_id text PRIMARY KEY,
  identifier text NOT NULL UNIQUE CHECK (identifier ~ '^[0-9]{8}$'),
  agency_id integer NOT NULL,
  state text NOT NULL,
  is_public boolean NOT NULL DEFAULT false,
  was_public boolean NOT NULL DEFAULT false,
  submitted_by integer,
  submitted_from text,
  first_approved_by integer,
  -- The transaction of the last move: within it, and in no other, a frozen record may be written.
  moved_in xid8 NOT NULL,
  last_move jsonb,
  CHECK (was_public OR NOT is_public)
);

-- What four eyes keep from a reviewer's queue is subtracted from the kept counts.
CREATE INDEX IF NOT EXISTS dataset_waiting_submitter ON guard.dataset (submitted_by) WHERE state LIKE '%-review-%';
CREATE INDEX IF NOT EXISTS dataset_waiting_approver ON guard.dataset (first_approved_by) WHERE state LIKE '%-review-%';

CREATE SEQUENCE IF NOT EXISTS guard.identifier MAXVALUE 99999999;

-- How many datasets an agency has in each state, kept at commit: counting 100,000 rows for each
-- list would cost more than reading the page.
CREATE TABLE IF NOT EXISTS guard.dataset_count (
  agency_id integer NOT NULL,
  state text NOT NULL,
  n integer NOT NULL CHECK (n >= 0),
  PRIMARY KEY (agency_id, state)
);

-- The content as it was submitted and as it was approved; never changed.
CREATE TABLE IF NOT EXISTS guard.snapshot (
  document_id text NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('submitted', 'approved')),
  at timestamptz NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (document_id, version, kind)
);

CREATE OR REPLACE FUNCTION guard.refuse(code text, detail text DEFAULT '') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', code USING ERRCODE = 'GU001', DETAIL = detail;
END $$;

-- Registers a new draft and gives it its identifier.
CREATE OR REPLACE FUNCTION guard.create_dataset(p_document text, p_agency integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
DECLARE
  given text := lpad(nextval('guard.identifier')::text, 8, '0');
BEGIN
  INSERT INTO guard.dataset (document_id, identifier, agency_id, state, moved_in)
  VALUES (p_document, given, p_agency, 'draft', pg_current_xact_id());
  RETURN given;
END $$;

-- Takes a draft that was never public off the register.
CREATE OR REPLACE FUNCTION guard.forget_dataset(p_document text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
BEGIN
  DELETE FROM guard.dataset
  WHERE document_id = p_document AND state = 'draft' AND NOT was_public;
  IF NOT FOUND THEN PERFORM guard.refuse('review.delete_not_allowed', p_document); END IF;
END $$;

-- Moves a dataset: compare-and-swap of the state, only along a transition that the table has, and
-- never with one person in two of the three parts (submitter, first and second approval).
-- p_move: { version, actor, role, agency, reason, at, details }.
CREATE OR REPLACE FUNCTION guard.move_dataset(
  p_document text, p_from text, p_action text, p_to text, p_move jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
DECLARE
  reg guard.dataset;
  allowed guard.transition;
  actor integer := (p_move->>'actor')::integer;
  submits boolean := p_action IN ('submit', 'request-delisting');
  first_step boolean := p_action = 'approve' AND p_from IN ('listing-review-agency', 'delisting-review-agency');
BEGIN
  SELECT * INTO reg FROM guard.dataset WHERE document_id = p_document FOR UPDATE;
  IF NOT FOUND OR reg.state <> p_from THEN
    PERFORM guard.refuse('review.stale_state', coalesce(reg.state, ''));
  END IF;
  SELECT * INTO allowed FROM guard.transition
  WHERE action = p_action AND from_state = p_from AND to_state = p_to;
  IF NOT FOUND THEN PERFORM guard.refuse('review.transition_not_allowed', reg.state); END IF;
  IF p_action = 'approve' AND (actor IS NULL OR actor = reg.submitted_by) THEN
    PERFORM guard.refuse('review.own_submission');
  END IF;
  IF p_action = 'approve' AND NOT first_step AND actor = reg.first_approved_by THEN
    PERFORM guard.refuse('review.second_approval');
  END IF;
  UPDATE guard.dataset SET
    state = p_to,
    is_public = CASE allowed.public_after WHEN 'yes' THEN true WHEN 'no' THEN false ELSE is_public END,
    was_public = was_public OR allowed.public_after = 'yes',
    submitted_by = CASE WHEN submits THEN actor ELSE submitted_by END,
    submitted_from = CASE WHEN submits THEN p_from ELSE submitted_from END,
    first_approved_by = CASE WHEN submits THEN NULL WHEN first_step THEN actor ELSE first_approved_by END,
    moved_in = pg_current_xact_id(),
    last_move = p_move || jsonb_build_object('action', p_action, 'from', p_from, 'to', p_to)
  WHERE document_id = p_document;
END $$;

-- Records what changes no state and yet must be answered for: a dataset handed to a colleague.
CREATE OR REPLACE FUNCTION guard.note_dataset(p_document text, p_action text, p_move jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
BEGIN
  IF p_action <> 'handover' THEN PERFORM guard.refuse('review.transition_not_allowed', p_action); END IF;
  UPDATE guard.dataset SET
    moved_in = pg_current_xact_id(),
    last_move = p_move || jsonb_build_object('action', p_action, 'from', state, 'to', state)
  WHERE document_id = p_document;
  IF NOT FOUND THEN PERFORM guard.refuse('review.not_found', p_document); END IF;
END $$;

-- Gives a dataset to another agency, as when one is split; not while reviewers of the old one have it.
CREATE OR REPLACE FUNCTION guard.transfer_dataset(p_document text, p_agency integer, p_move jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
BEGIN
  UPDATE guard.dataset SET
    agency_id = p_agency,
    moved_in = pg_current_xact_id(),
    last_move = p_move || jsonb_build_object('action', 'transfer', 'from', state, 'to', state)
  WHERE document_id = p_document AND agency_id <> p_agency AND state NOT LIKE '%-review-%';
  IF NOT FOUND THEN PERFORM guard.refuse('review.transition_not_allowed', p_document); END IF;
END $$;

-- Keeps a snapshot of the content that is being submitted or approved in this transaction.
CREATE OR REPLACE FUNCTION guard.keep_snapshot(
  p_document text, p_version integer, p_kind text, p_at timestamptz, p_content jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, guard, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM guard.dataset WHERE document_id = p_document AND moved_in = pg_current_xact_id()
      AND CASE p_kind WHEN 'submitted' THEN last_move->>'action' = 'submit'
          ELSE last_move->>'action' = 'approve' AND state = 'listed' END
  ) THEN PERFORM guard.refuse('review.transition_not_allowed', p_document); END IF;
  INSERT INTO guard.snapshot VALUES (p_document, p_version, p_kind, p_at, p_content);
END $$;
