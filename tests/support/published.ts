import { randomBytes } from 'node:crypto';
import type { TestApp } from './app';

/** What a test says of a dataset; everything else has a default. */
export interface DatasetSeed {
  readonly identifier: string;
  readonly name?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly agencyOid?: string;
  readonly licence?: string;
  /** Codes of tags of any facet. */
  readonly tags?: readonly string[];
  readonly yearFrom?: number;
  readonly yearTo?: number;
  readonly lastListedAt?: string;
  /** `public`: a published row beside the draft. `delisted`: was public, is not now. */
  readonly is?: 'public' | 'draft' | 'delisted';
  readonly files?: readonly FileSeed[];
  /** Put into the draft's, officer's and reviewers' fields, which nobody outside may see. */
  readonly marker?: string;
}

export interface FileSeed {
  readonly name: string;
  readonly bytes?: number;
  readonly tokens?: number;
  readonly storageKey?: string;
  readonly textKey?: string;
  readonly sha256?: string;
}

const id = (): string => randomBytes(12).toString('hex');

/**
 * Rows as a finished review leaves them, written past the guard: these tests are about reading.
 * Switches the guard's triggers off in the test's own database, for good.
 */
export async function seedDatasets(app: TestApp, seeds: readonly DatasetSeed[]): Promise<string[]> {
  await app.ownerSql('alter table datasets disable trigger guard_row');
  await app.ownerSql('alter table datasets disable trigger guard_document');
  await app.ownerSql('alter table datasets_tags_lnk disable trigger guard_link');
  await app.ownerSql('alter table datasets_files_lnk disable trigger guard_link');
  const documents: string[] = [];
  for (const seed of seeds) documents.push(await seedDataset(app, seed));
  return documents;
}

async function seedDataset(app: TestApp, seed: DatasetSeed): Promise<string> {
  const documentId = id();
  const files = await insertFiles(app, documentId, seed);
  const is = seed.is ?? 'public';
  await insertRow(app, { seed, documentId, files, published: false });
  if (is === 'public') await insertRow(app, { seed, documentId, files, published: true });
  return documentId;
}

async function insertFiles(app: TestApp, dataset: string, seed: DatasetSeed): Promise<number[]> {
  const ids: number[] = [];
  for (const file of seed.files ?? [{ name: `${seed.identifier}.csv` }]) {
    const [row] = await app.ownerSql<{ id: number }>(
      `insert into dataset_files (document_id, dataset, name, kind, bytes, sha_256, tokens, tokenizer,
         state, progress, storage_key, text_key, created_at, updated_at, published_at)
       values ($1, $2, $3, 'csv', $4, $5, $6, 'o200k_base@1', 'accepted', 1, $7, $8, now(), now(), now())
       returning id`,
      [
        ...[
          id(),
          dataset,
          file.name,
          file.bytes ?? 1000,
          file.sha256 ?? 'ab'.repeat(32),
          file.tokens ?? 100,
        ],
        file.storageKey ?? `${seed.marker ?? 'key'}/${id()}`,
        file.textKey ?? file.storageKey ?? `${seed.marker ?? 'key'}/text`,
      ],
    );
    if (row) ids.push(row.id);
  }
  return ids;
}

interface RowToInsert {
  readonly seed: DatasetSeed;
  readonly documentId: string;
  readonly files: readonly number[];
  readonly published: boolean;
}

async function insertRow(app: TestApp, options: RowToInsert): Promise<void> {
  const { seed, documentId, files, published } = options;
  // Only the draft row of a marked dataset differs: what it says must not be seen anywhere.
  const draftOnly = !published && seed.marker !== undefined ? `${seed.marker} ` : '';
  await app.ownerSql(
    `with d as (
       insert into datasets (document_id, identifier, name, description, keywords, agency_id, licence_id,
         validity_permanent, year_from, year_to, contact_name, contact_phone, contact_email, total_bytes,
         tokens, is_open, first_listed_at, last_listed_at, state, version, delist_reason, return_reason,
         delisted_at, has_public_version, was_public, created_at, updated_at, published_at, provider_id)
       values ($1, $2, $3, $4, $5,
         (select id from agencies where oid = $6), (select id from licences where code = $7),
         true, $8, $9, '聯絡人', '(02)-23800791', 'contact@example.invalid', 0, 0, false,
         case when $11 <> 'draft' then $10::timestamp end, case when $11 <> 'draft' then $10::timestamp end, $11, 1,
         $12, $12, $13, $14, $15, now(), now(), $16,
         (select id from officers where account = 'provider.moda'))
       returning id),
     t as (insert into datasets_tags_lnk (dataset_id, tag_id, tag_ord)
       select d.id, t.id, row_number() over () from d, tags t where t.code = any ($17::text[]))
     insert into datasets_files_lnk (dataset_id, dataset_file_id, dataset_file_ord)
     select d.id, f.id, f.n from d, unnest($18::int[]) with ordinality f(id, n)`,
    [
      ...[documentId, seed.identifier, draftOnly + (seed.name ?? `資料集 ${seed.identifier}`)],
      ...[draftOnly + (seed.description ?? '說明文字'), JSON.stringify(seed.keywords ?? ['統計'])],
      ...[seed.agencyOid ?? '2.16.886.101.20003.20082', seed.licence ?? 'OGDL-Taiwan-1.0'],
      ...[seed.yearFrom ?? 2020, seed.yearTo ?? 2024],
      seed.lastListedAt ?? '2026-01-02T03:04:05Z',
      seed.is === 'draft' ? 'draft' : seed.is === 'delisted' ? 'delisted' : 'listed',
      seed.marker ?? null,
      seed.is === 'delisted' ? '2026-02-03T04:05:06Z' : null,
      ...[(seed.is ?? 'public') === 'public', (seed.is ?? 'public') !== 'draft'],
      published ? '2026-01-02T03:04:05Z' : null,
      ...[seed.tags ?? ['research-report', 'culture-arts', 'zh-Hant'], files],
    ],
  );
}
