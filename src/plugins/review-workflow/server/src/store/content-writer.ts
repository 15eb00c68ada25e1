import type { Knex } from 'knex';
import { TAG_FIELDS, type DatasetContent } from '../../../../../domain/dataset/content';
import type { Choices } from '../../../../../domain/dataset/parse-content';

/** The tags and licences that exist now, retired ones marked. */
export async function loadChoices(db: Knex): Promise<Choices> {
  const [tags, licences] = await Promise.all([
    db('tags').select('facet', 'code', db.raw('coalesce(retired, false) AS retired')),
    db('licences').select('code', db.raw('coalesce(retired, false) AS retired')),
  ]);
  return { tags, licences };
}

/** Content as columns of datasets; `licence_id` and `is_open` follow from the licence's code. */
export async function contentColumns(db: Knex, content: DatasetContent) {
  const licence =
    content.licence === null
      ? undefined
      : await db('licences')
          .where({ code: content.licence })
          .first<{ id: number; open: boolean } | undefined>('id', 'open');
  const { validity, contact } = content;
  return {
    name: content.name,
    description: content.description,
    keywords: JSON.stringify(content.keywords),
    text_type_other: content.textTypeOther,
    domain_other: content.domainOther,
    language_other: content.languageOther,
    licence_id: licence?.id ?? null,
    is_open: licence?.open ?? false,
    validity_permanent: validity !== null && 'permanent' in validity,
    valid_until_year: validity !== null && 'untilYear' in validity ? validity.untilYear : null,
    year_from: content.yearFrom,
    year_to: content.yearTo,
    contact_name: contact.name,
    contact_phone: contact.phone,
    contact_email: contact.email,
  };
}

/** Makes the links of a dataset row to its tags exactly those of the content, in its order. */
export async function writeTags(trx: Knex, rowId: number, content: DatasetContent): Promise<void> {
  const wanted = TAG_FIELDS.flatMap(({ facet, field }) =>
    content[field].map((code) => ({ facet, code })),
  );
  await trx.raw(
    `WITH wanted AS (
       SELECT t.id, w.ord FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS w(tag, ord)
       JOIN tags t ON t.facet = w.tag->>'facet' AND t.code = w.tag->>'code'
     ), gone AS (
       DELETE FROM datasets_tags_lnk
       WHERE dataset_id = ? AND tag_id NOT IN (SELECT id FROM wanted)
     )
     INSERT INTO datasets_tags_lnk (dataset_id, tag_id, tag_ord)
     SELECT ?, id, ord FROM wanted
     ON CONFLICT (dataset_id, tag_id) DO NOTHING`,
    [JSON.stringify(wanted), rowId, rowId],
  );
}

/** Makes the links of a dataset row to its files exactly these rows of dataset_files. */
export async function writeFiles(
  trx: Knex,
  rowId: number,
  fileIds: readonly string[],
): Promise<void> {
  await trx.raw(
    `WITH wanted AS (
       SELECT f.id, w.ord FROM unnest(?::text[]) WITH ORDINALITY AS w(document_id, ord)
       JOIN dataset_files f ON f.document_id = w.document_id
     ), gone AS (
       DELETE FROM datasets_files_lnk
       WHERE dataset_id = ? AND dataset_file_id NOT IN (SELECT id FROM wanted)
     )
     INSERT INTO datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
     SELECT ?, id, ord FROM wanted
     ON CONFLICT (dataset_id, dataset_file_id) DO NOTHING`,
    [[...fileIds], rowId, rowId],
  );
}
