import type { TestApp } from './app';

/** What a copy has of its own. */
export interface CopiedContent {
  readonly identifier: string;
  readonly name: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
}

/**
 * Copies a listed dataset: registered with the guard and linked as the original is, in one
 * transaction under all triggers: as a discarded revision, which writes the approved content into the
 * draft, and the draft before the public row. For tests that need many; a review of each would take minutes.
 */
export async function copyDataset(
  app: Pick<TestApp, 'ownerSql'>,
  options: { documentId: string; contents: readonly CopiedContent[] },
): Promise<void> {
  const { documentId, contents } = options;
  const json = JSON.stringify(contents).replaceAll("'", "''");
  const copies = `(select c, 'copy' || lpad(c->>'identifier', 20, '0') as doc
    from jsonb_array_elements('${json}'::jsonb) c) n`;
  const base = `'${documentId}'`;
  await app.ownerSql(`
    insert into guard.dataset
      (document_id, identifier, agency_id, state, is_public, was_public, moved_in, last_move)
    select doc, c->>'identifier', agency_id, state, is_public, was_public, pg_current_xact_id(),
      '{"action": "discard"}'
    from guard.dataset, ${copies} where document_id = ${base};
    insert into datasets select (jsonb_populate_record(d, c || jsonb_build_object(
      'id', nextval('datasets_id_seq'), 'document_id', doc))).*
    from datasets d, ${copies} where d.document_id = ${base}
    order by d.published_at nulls first;
    insert into dataset_files select (jsonb_populate_record(f, jsonb_build_object(
      'id', nextval('dataset_files_id_seq'), 'document_id', f.id || doc, 'dataset', doc))).*
    from dataset_files f, ${copies} where f.dataset = ${base};
    insert into datasets_tags_lnk (dataset_id, tag_id, tag_ord)
    select c.id, l.tag_id, l.tag_ord from datasets c
    join datasets d on d.document_id = ${base} and (d.published_at is null) = (c.published_at is null)
    join datasets_tags_lnk l on l.dataset_id = d.id where c.document_id like 'copy%';
    insert into datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
    select c.id, f.id, 1 from datasets c join dataset_files f on f.dataset = c.document_id
    where c.document_id like 'copy%'`);
}
