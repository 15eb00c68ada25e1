import type { TestApp } from './app';

/**
 * Copies a listed dataset: registered with the guard and linked as the original is, in one
 * transaction under all triggers. For tests that need many; a review of each would take minutes.
 *
 * @param options.first identifier of the first copy, as a number; the others follow
 */
export async function copyDataset(
  app: TestApp,
  options: { documentId: string; first: number; count: number },
): Promise<void> {
  const { documentId, first, count } = options;
  const numbers = `generate_series(${String(first)}, ${String(first + count - 1)}) n`;
  const copy = (n: string) => `'copy' || lpad(${n}::text, 20, '0')`;
  await app.ownerSql(`
    insert into guard.dataset (document_id, identifier, agency_id, state, is_public, was_public, moved_in)
    select ${copy('n')}, lpad(n::text, 8, '0'), agency_id, state, is_public, was_public, pg_current_xact_id()
    from guard.dataset, ${numbers} where document_id = '${documentId}';
    insert into datasets select (jsonb_populate_record(d, jsonb_build_object(
      'id', nextval('datasets_id_seq'), 'document_id', ${copy('n')},
      'identifier', lpad(n::text, 8, '0'), 'name', d.name || ' ' || n))).*
    from datasets d, ${numbers} where d.document_id = '${documentId}';
    insert into dataset_files select (jsonb_populate_record(f, jsonb_build_object(
      'id', nextval('dataset_files_id_seq'), 'document_id', f.id || ${copy('n')},
      'dataset', ${copy('n')}))).*
    from dataset_files f, ${numbers} where f.dataset = '${documentId}';
    insert into datasets_tags_lnk (dataset_id, tag_id, tag_ord)
    select c.id, l.tag_id, l.tag_ord from ${numbers}
    join datasets c on c.document_id = ${copy('n')}
    join datasets d on d.document_id = '${documentId}' and (d.published_at is null) = (c.published_at is null)
    join datasets_tags_lnk l on l.dataset_id = d.id;
    insert into datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
    select c.id, f.id, 1 from ${numbers}
    join datasets c on c.document_id = ${copy('n')} join dataset_files f on f.dataset = c.document_id`);
}
