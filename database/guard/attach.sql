-- Hangs the guard's rules on Strapi's tables. Run by the tables' owner (the application's user) at
-- each start after the schema sync; idempotent.

CREATE OR REPLACE TRIGGER guard_row BEFORE INSERT OR UPDATE OR DELETE ON public.datasets
FOR EACH ROW EXECUTE FUNCTION guard.check_dataset_row();

CREATE OR REPLACE TRIGGER guard_link BEFORE INSERT OR UPDATE OR DELETE ON public.datasets_tags_lnk
FOR EACH ROW EXECUTE FUNCTION guard.check_link_row();

CREATE OR REPLACE TRIGGER guard_link BEFORE INSERT OR UPDATE OR DELETE ON public.datasets_files_lnk
FOR EACH ROW EXECUTE FUNCTION guard.check_link_row();

CREATE OR REPLACE TRIGGER guard_file BEFORE UPDATE ON public.dataset_files
FOR EACH ROW EXECUTE FUNCTION guard.check_file_row();

CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON public.datasets
FOR EACH STATEMENT EXECUTE FUNCTION guard.check_truncate();

CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON public.datasets_tags_lnk
FOR EACH STATEMENT EXECUTE FUNCTION guard.check_truncate();

CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON public.datasets_files_lnk
FOR EACH STATEMENT EXECUTE FUNCTION guard.check_truncate();

CREATE OR REPLACE TRIGGER guard_table BEFORE TRUNCATE ON public.dataset_files
FOR EACH STATEMENT EXECUTE FUNCTION guard.check_truncate();

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'guard_document' AND tgrelid = 'public.datasets'::regclass) THEN
    CREATE CONSTRAINT TRIGGER guard_document AFTER INSERT OR UPDATE OF published_at OR DELETE
    ON public.datasets DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard.check_document();
  END IF;
  -- A constraint trigger cannot be replaced, so one that was switched off is switched on.
  ALTER TABLE public.datasets ENABLE TRIGGER guard_document;
END $$;

CREATE UNIQUE INDEX IF NOT EXISTS datasets_one_draft ON public.datasets (document_id) WHERE published_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS datasets_one_published ON public.datasets (document_id) WHERE published_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_identifier ON public.datasets (identifier) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_agency_state ON public.datasets (agency_id, state) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_shown ON public.datasets ((coalesce(last_listed_at, submitted_at, created_at)) DESC, id DESC) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_waiting ON public.datasets (state, submitted_at, id) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_provider ON public.datasets (provider_id, state) WHERE published_at IS NULL;
-- The same order within one agency; the orders a list may be asked for; what waits, longest first.
CREATE INDEX IF NOT EXISTS datasets_draft_agency_shown ON public.datasets (agency_id, (coalesce(last_listed_at, submitted_at, created_at)) DESC, id DESC) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_created ON public.datasets (created_at, id) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_name ON public.datasets (name, id) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_state ON public.datasets (state, id) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_submitted ON public.datasets (submitted_at, id) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS datasets_draft_queue ON public.datasets (submitted_at, id) WHERE published_at IS NULL
  AND state IN ('listing-review-agency', 'listing-review-platform', 'delisting-review-agency', 'delisting-review-platform');
CREATE INDEX IF NOT EXISTS datasets_draft_ending ON public.datasets (valid_until_year, created_at, id) WHERE published_at IS NULL AND valid_until_year IS NOT NULL;
