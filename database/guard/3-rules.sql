-- What Strapi's own tables must agree with. The functions belong to the guard; the triggers are
-- attached to Strapi's tables by database/guard/attach.sql once the schema sync has made them.

-- What a provider writes and reviewers approve, of a row of public.datasets.
CREATE OR REPLACE FUNCTION guard.content_of(p_row jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_object_agg(field, p_row->field) FROM unnest(ARRAY[
    'name', 'description', 'keywords', 'text_type_other', 'domain_other', 'language_other',
    'licence_id', 'is_open', 'validity_permanent', 'valid_until_year', 'year_from', 'year_to',
    'contact_name', 'contact_phone', 'contact_email']) AS field
$$;

-- Within a move: what becomes public is the draft's content, and a frozen draft keeps its own; only
-- discarding a revision puts back the last approved one.
CREATE OR REPLACE FUNCTION guard.check_moved_content(
  p_new jsonb, p_old jsonb, p_state text, p_action text
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  content jsonb := guard.content_of(p_new);
BEGIN
  IF p_new->>'published_at' IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT FROM public.datasets d WHERE d.document_id = p_new->>'document_id'
        AND d.published_at IS NULL AND guard.content_of(to_jsonb(d)) = content
    ) THEN PERFORM guard.refuse('review.locked', p_state); END IF;
  ELSIF p_old IS NOT NULL AND p_state NOT IN ('draft', 'revising') AND p_action <> 'discard'
        AND guard.content_of(p_old) <> content THEN
    PERFORM guard.refuse('review.locked', p_state);
  END IF;
END $$;

-- A row of public.datasets: identifier, agency and state are the register's; a frozen draft and a
-- published row are written in the transaction of a move only.
CREATE OR REPLACE FUNCTION guard.check_dataset_row() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reg guard.dataset;
  action text;
  moving boolean;
  handed boolean;
  transferred boolean;
  -- Housekeeping that follows a deleted account, not content.
  people constant text[] := ARRAY['created_by_id', 'updated_by_id', 'provider_id'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.document_id IS DISTINCT FROM NEW.document_id THEN
    PERFORM guard.refuse('guard.document_fixed');
  END IF;
  SELECT * INTO reg FROM guard.dataset
  WHERE document_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.document_id ELSE NEW.document_id END;
  action := coalesce(reg.last_move->>'action', '');
  moving := coalesce(reg.moved_in = pg_current_xact_id(), false);
  -- Handing over changes who provides it and nothing else.
  handed := moving AND action = 'handover';
  -- A transfer changes whose it is and nothing else; its provider stays behind.
  transferred := moving AND action = 'transfer';
  moving := moving AND NOT handed AND NOT transferred;
  IF TG_OP = 'DELETE' THEN
    -- Off the register: guard.forget_dataset came first, in this transaction or it would be there.
    IF reg.document_id IS NOT NULL AND (OLD.published_at IS NULL OR NOT moving) THEN
      PERFORM guard.refuse('guard.delete_not_allowed', OLD.document_id);
    END IF;
    RETURN OLD;
  END IF;
  IF reg.document_id IS NULL THEN PERFORM guard.refuse('guard.unregistered', NEW.document_id); END IF;
  IF NEW.identifier IS DISTINCT FROM reg.identifier THEN PERFORM guard.refuse('guard.identifier_fixed'); END IF;
  IF NEW.agency_id IS DISTINCT FROM reg.agency_id THEN PERFORM guard.refuse('guard.agency_fixed'); END IF;
  IF NEW.published_at IS NULL AND NEW.state IS DISTINCT FROM reg.state THEN
    PERFORM guard.refuse('guard.state_by_transition_only', reg.state);
  END IF;
  IF NEW.published_at IS NOT NULL AND NOT reg.is_public THEN
    PERFORM guard.refuse('guard.publish_by_transition_only', reg.state);
  END IF;
  IF moving THEN
    PERFORM guard.check_moved_content(
      to_jsonb(NEW), CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END, reg.state, action);
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' OR (OLD.published_at IS NULL) <> (NEW.published_at IS NULL) THEN
    PERFORM guard.refuse('guard.publish_by_transition_only', reg.state);
  END IF;
  IF (to_jsonb(NEW) - people) = (to_jsonb(OLD) - people) 
     AND (NEW.provider_id IS NULL OR NEW.provider_id = OLD.provider_id) THEN RETURN NEW; END IF;
  IF handed AND NEW.published_at IS NULL AND NEW.version > OLD.version
     AND (to_jsonb(NEW) - people - '{version,updated_at}'::text[])
       = (to_jsonb(OLD) - people - '{version,updated_at}'::text[]) THEN RETURN NEW; END IF;
  IF transferred AND NEW.version >= OLD.version
     AND (NEW.provider_id IS NULL OR NEW.provider_id = OLD.provider_id)
     AND (to_jsonb(NEW) - people - '{agency_id,version,updated_at}'::text[])
       = (to_jsonb(OLD) - people - '{agency_id,version,updated_at}'::text[]) THEN RETURN NEW; END IF;
  IF transferred OR NEW.published_at IS NOT NULL OR reg.state NOT IN ('draft', 'revising') THEN
    PERFORM guard.refuse('review.locked', reg.state);
  END IF;
  IF NEW.version < OLD.version THEN PERFORM guard.refuse('guard.version_grows'); END IF;
  RETURN NEW;
END $$;

-- A row of a link table of datasets (tags, files): as free or frozen as its dataset row.
CREATE OR REPLACE FUNCTION guard.check_link_row() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  linked integer := CASE WHEN TG_OP = 'INSERT' THEN NEW.dataset_id ELSE OLD.dataset_id END;
  frozen boolean;
BEGIN
  SELECT (d.published_at IS NOT NULL OR r.state NOT IN ('draft', 'revising'))
         AND NOT (r.moved_in = pg_current_xact_id() AND CASE coalesce(r.last_move->>'action', '')
           WHEN 'handover' THEN false WHEN 'transfer' THEN false WHEN 'discard' THEN true ELSE d.published_at IS NOT NULL END)
  INTO frozen
  FROM public.datasets d JOIN guard.dataset r ON r.document_id = d.document_id
  WHERE d.id = linked;
  IF frozen THEN PERFORM guard.refuse('review.locked', TG_TABLE_NAME); END IF;
  IF TG_OP = 'UPDATE' AND NEW.dataset_id IS DISTINCT FROM OLD.dataset_id THEN
    PERFORM guard.refuse('review.locked', TG_TABLE_NAME);
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- At commit: one draft, in the register's state, and, exactly where the register says so, one
-- published row a document, all of the register's agency.
CREATE OR REPLACE FUNCTION guard.check_document() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  doc text := CASE WHEN TG_OP = 'DELETE' THEN OLD.document_id ELSE NEW.document_id END;
  reg guard.dataset;
  drafts integer;
  published integer;
  agree boolean;
BEGIN
  SELECT * INTO reg FROM guard.dataset WHERE document_id = doc;
  SELECT count(*) FILTER (WHERE published_at IS NULL), count(published_at),
         bool_and(agency_id = reg.agency_id AND (published_at IS NOT NULL OR state = reg.state))
  INTO drafts, published, agree FROM public.datasets WHERE document_id = doc;
  IF reg.document_id IS NULL THEN
    IF drafts + published > 0 THEN PERFORM guard.refuse('guard.unregistered', doc); END IF;
  ELSIF drafts <> 1 OR published <> reg.is_public::integer OR agree IS NOT TRUE THEN
    PERFORM guard.refuse('guard.rows_disagree', format('%s: %s drafts, %s published', doc, drafts, published));
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS guard_document ON guard.dataset;
CREATE CONSTRAINT TRIGGER guard_document AFTER INSERT OR UPDATE OF is_public, agency_id OR DELETE ON guard.dataset
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.check_document();

-- A file that was accepted is what reviewers saw: it may go, but not become another, and a refused
-- one does not become accepted. What was found in it may be looked for again while its dataset may
-- be edited, and in no other state.
CREATE OR REPLACE FUNCTION guard.check_file_row() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- What says nothing of the file itself.
  apart constant text[] := ARRAY['findings', 'progress', 'updated_at', 'created_by_id', 'updated_by_id'];
BEGIN
  IF NEW.dataset IS DISTINCT FROM OLD.dataset OR NEW.document_id IS DISTINCT FROM OLD.document_id THEN
    PERFORM guard.refuse('guard.file_fixed');
  END IF;
  IF OLD.state IS DISTINCT FROM 'accepted' AND OLD.state IS DISTINCT FROM 'refused' THEN RETURN NEW; END IF;
  IF (to_jsonb(NEW) - apart) <> (to_jsonb(OLD) - apart) THEN PERFORM guard.refuse('guard.file_fixed'); END IF;
  IF NEW.findings::text IS DISTINCT FROM OLD.findings::text AND NOT EXISTS (
    SELECT FROM guard.dataset WHERE document_id = NEW.dataset AND state IN ('draft', 'revising')
  ) THEN PERFORM guard.refuse('guard.file_fixed'); END IF;
  RETURN NEW;
END $$;

-- Emptying a table fires no trigger of its rows.
CREATE OR REPLACE FUNCTION guard.check_truncate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM guard.refuse('guard.delete_not_allowed', TG_TABLE_NAME);
  RETURN NULL;
END $$;
