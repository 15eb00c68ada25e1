import type { TestApp } from './app';

/**
 * Complete drafts of 數位發展部 in one transaction, registered through the guard like any other and
 * each with one accepted file (its row, not its bytes).
 *
 * @returns documentIds.
 */
export async function readyDrafts(
  app: TestApp,
  { count, provider }: { readonly count: number; readonly provider: string },
): Promise<string[]> {
  const rows = await app.ownerSql<{ document_id: string }>(
    `with made as materialized (
       select n, 'd' || substr(md5(random()::text || n), 1, 23) document_id, o.id provider_id, o.agency_id, o.admin_user_id
       from generate_series(1, $1::int) n, officers o where o.account = $2
     ), registered as materialized (
       select made.*, guard.create_dataset(document_id, agency_id) identifier from made
     ), d as (
       insert into datasets (document_id, identifier, agency_id, provider_id, licence_id, is_open, state, version, name,
         description, keywords, validity_permanent, year_from, year_to, contact_name, contact_phone, contact_email,
         created_at, updated_at, created_by_id, updated_by_id)
       select r.document_id, identifier, agency_id, provider_id, l.id, l.open, 'draft', 2, '公文範例集 ' || identifier,
         '各機關往來公文之格式與用語，供語言模型學習正式書寫文體。', '["公文", "格式"]', true, 2020, 2024, '王小明',
         '(02)-23800791', 'data@moda.gov.tw', now(), now(), admin_user_id, admin_user_id
       from registered r, licences l where l.code = 'OGDL-Taiwan-1.0' returning id, document_id
     ), t as (
       insert into datasets_tags_lnk (dataset_id, tag_id, tag_ord)
       select d.id, t.id, t.id from d, tags t where t.code in ('policy-document', 'public-administration', 'zh-Hant')
     ), f as (
       insert into dataset_files (document_id, dataset, name, kind, bytes, sha_256, tokens, tokenizer, state, progress,
         findings, storage_key, created_at)
       select 'f' || substr(md5(document_id), 1, 23), document_id, '公文.csv', 'csv', 1000, md5(document_id) || md5(document_id),
         100, 'o200k_base', 'accepted', 1, '[]', 'test/' || document_id, now()
       from d returning id, dataset
     ), l as (
       insert into datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
       select d.id, f.id, 1 from d join f on f.dataset = d.document_id
     )
     select document_id from d`,
    [count, provider],
  );
  return rows.map(({ document_id: id }) => id);
}
