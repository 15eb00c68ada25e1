/**
 * The triggers of database/guard/*.sql as PostgreSQL shows them (pg_get_triggerdef). A test holds
 * this list and an installed guard together.
 */
export const GUARD_TRIGGERS: readonly string[] = [
  'CREATE TRIGGER guard_row BEFORE INSERT OR DELETE OR UPDATE ON public.datasets FOR EACH ROW EXECUTE FUNCTION guard.check_dataset_row()',
  'CREATE CONSTRAINT TRIGGER guard_document AFTER INSERT OR DELETE OR UPDATE OF published_at ON public.datasets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.check_document()',
  ...['datasets_tags_lnk', 'datasets_files_lnk'].map(
    (table) =>
      `CREATE TRIGGER guard_link BEFORE INSERT OR DELETE OR UPDATE ON public.${table} FOR EACH ROW EXECUTE FUNCTION guard.check_link_row()`,
  ),
  ...['datasets', 'datasets_tags_lnk', 'datasets_files_lnk', 'dataset_files'].map(
    (table) =>
      `CREATE TRIGGER guard_table BEFORE TRUNCATE ON public.${table} FOR EACH STATEMENT EXECUTE FUNCTION guard.check_truncate()`,
  ),
  'CREATE TRIGGER guard_file BEFORE UPDATE ON public.dataset_files FOR EACH ROW EXECUTE FUNCTION guard.check_file_row()',
  'CREATE CONSTRAINT TRIGGER guard_document AFTER INSERT OR DELETE OR UPDATE OF is_public, agency_id ON guard.dataset DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.check_document()',
  'CREATE CONSTRAINT TRIGGER settle_move AFTER INSERT OR DELETE OR UPDATE ON guard.dataset DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.settle_move()',
  'CREATE CONSTRAINT TRIGGER append_entry AFTER INSERT ON guard.unsettled DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.append_entry()',
  ...['audit_entry', 'account_entry', 'member_entry', 'content_entry', 'snapshot'].flatMap(
    (table) => [
      `CREATE TRIGGER append_only_rows BEFORE DELETE OR UPDATE ON guard.${table} FOR EACH ROW EXECUTE FUNCTION guard.append_only()`,
      `CREATE TRIGGER append_only_table BEFORE TRUNCATE ON guard.${table} FOR EACH STATEMENT EXECUTE FUNCTION guard.append_only()`,
    ],
  ),
];

/** One draft and at most one published row a document, whatever a transaction does. */
export const GUARD_INDEXES: readonly string[] = [
  'CREATE UNIQUE INDEX datasets_one_draft ON public.datasets USING btree (document_id) WHERE (published_at IS NULL)',
  'CREATE UNIQUE INDEX datasets_one_published ON public.datasets USING btree (document_id) WHERE (published_at IS NOT NULL)',
];
