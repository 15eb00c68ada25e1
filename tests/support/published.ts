import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { DATASET_ACCESS, type DatasetAccess } from '../../src/contracts/dataset-access';
import type { DatasetView } from '../../src/contracts/datasets';
import { newDocumentId } from '../../src/db/document-id';
import type { TestApp } from './app';
import { cast, completeFields, dataOf, type Cast, type Person } from './datasets';

/** What a test says of a dataset; everything else has a default. */
export interface DatasetSeed {
  readonly identifier: string;
  readonly name?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  /** 數位發展部 (default) or 文化部: the demo has people of these. */
  readonly agencyOid?: string;
  readonly licence?: string;
  readonly validity?: object;
  /** Codes of tags of any facet; a facet without one gets a default. */
  readonly tags?: readonly string[];
  readonly yearFrom?: number;
  readonly yearTo?: number;
  readonly lastListedAt?: string;
  /** `public`: went through both reviews. `delisted`: was public, and was taken off after review. */
  readonly is?: 'public' | 'draft' | 'delisted';
  readonly files?: readonly FileSeed[];
  /** Put into the draft's and reviewers' fields, which nobody outside may see. */
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

const LISTED_AT = '2026-01-02T03:04:05Z';
const DELISTED_AT = '2026-02-03T04:05:06Z';

/**
 * Datasets made by the people of the demo through the back office's own interface, each step a real
 * request; only the files are recorded as the pipeline records them. Identifiers and moments are
 * those of the seeds: the sequence is set, and the clock of this process stands at each moment.
 *
 * @returns documentIds, in the order of the seeds
 */
export async function seedDatasets(app: TestApp, seeds: readonly DatasetSeed[]): Promise<string[]> {
  const people = await cast(app);
  const started = Date.now();
  const documents: string[] = [];
  mock.timers.enable({ apis: ['Date'], now: started });
  try {
    for (const seed of seeds) documents.push(await seedDataset(app, people, seed));
  } finally {
    mock.timers.reset();
  }
  return documents;
}

const at = (moment: string): void => mock.timers.setTime(Date.parse(moment));

/** The people who act on an agency's datasets. */
function actorsOf(people: Cast, oid?: string): { provider: Person; manager: Person } {
  return oid === '2.16.886.101.20003.20067'
    ? { provider: people.otherProvider, manager: people.otherManager }
    : people;
}

async function seedDataset(app: TestApp, people: Cast, seed: DatasetSeed): Promise<string> {
  const { provider, manager } = actorsOf(people, seed.agencyOid);
  const is = seed.is ?? 'public';
  at(seed.lastListedAt ?? LISTED_AT);
  await app.ownerSql(`select setval('guard.identifier', $1::bigint, false)`, [seed.identifier]);
  const { id } = await provider.create(fieldsOf(seed));
  for (const file of seed.files ?? [{ name: `${seed.identifier}.csv` }]) {
    await recordFile(app, { provider, datasetId: id, seed, file });
  }
  if (is === 'draft') return id;
  await provider.moved(id, 'submit');
  await manager.moved(id, 'approve');
  await people.admin1.moved(id, 'approve');
  if (is === 'delisted') await delist({ id, people, provider, manager, reason: seed.marker });
  else if (seed.marker) await reviseInSecret({ id, provider, manager, marker: seed.marker });
  return id;
}

async function delist(options: {
  id: string;
  people: Cast;
  provider: Person;
  manager: Person;
  reason: string | undefined;
}): Promise<void> {
  const { id, people, provider, manager, reason = '改版' } = options;
  at(DELISTED_AT);
  const delistOn = DELISTED_AT.slice(0, 10);
  await provider.moved(id, 'request-delisting', { delistOn, reason });
  await manager.moved(id, 'approve');
  await people.admin1.moved(id, 'approve');
}

/** A revision that was returned: draft and reason differ from what is public. */
async function reviseInSecret(options: {
  id: string;
  provider: Person;
  manager: Person;
  marker: string;
}): Promise<void> {
  const { id, provider, manager, marker } = options;
  const { version, name, description } = await provider.moved(id, 'revise');
  const secret = (text: string | null) => `${marker} ${text ?? ''}`;
  const changed = await provider.put(`/review-workflow/datasets/${id}`, {
    version,
    name: secret(name),
    description: secret(description),
    keywords: [marker],
  });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  await provider.moved(id, 'submit');
  await manager.moved(id, 'return', { reason: marker });
}

const FACETS = {
  textTypes: ['research-report', 'government-publication', 'language-resource', 'policy-document'],
  domains: ['culture-arts', 'energy', 'health', 'public-administration'],
  languages: ['zh-Hant', 'nan', 'hak', 'en', 'ja', 'ko', 'formosan'],
} as const;

function fieldsOf(seed: DatasetSeed): Record<string, unknown> {
  const tags = seed.tags ?? [];
  const known = new Set<string>(Object.values(FACETS).flat());
  for (const tag of tags) assert.ok(known.has(tag), `${tag} is not a tag of tests/support`);
  const ofFacet = (codes: readonly string[]) => {
    const chosen = codes.filter((code) => tags.includes(code));
    return chosen.length > 0 ? chosen : codes.slice(0, 1);
  };
  return completeFields({
    name: seed.name ?? `資料集 ${seed.identifier}`,
    description: seed.description ?? '說明文字',
    keywords: seed.keywords ?? ['統計'],
    textTypes: ofFacet(FACETS.textTypes),
    domains: ofFacet(FACETS.domains),
    languages: ofFacet(FACETS.languages),
    licence: seed.licence ?? 'OGDL-Taiwan-1.0',
    validity: seed.validity ?? { permanent: true },
    yearFrom: seed.yearFrom ?? 2020,
    yearTo: seed.yearTo ?? 2024,
    contact: { name: '聯絡人', phone: '(02)-23800791', email: 'contact@example.invalid' },
  });
}

/** A file as the pipeline records one that it accepted. */
async function recordFile(
  app: TestApp,
  options: { provider: Person; datasetId: string; seed: DatasetSeed; file: FileSeed },
): Promise<void> {
  const { provider, datasetId, seed, file } = options;
  const access = app.strapi.get<DatasetAccess>(DATASET_ACCESS);
  const fileId = newDocumentId();
  const storageKey = file.storageKey ?? `${seed.marker ?? 'key'}/${fileId}`;
  await app.strapi.db.connection.transaction(async (transaction) => {
    await transaction('dataset_files').insert({
      ...{ document_id: fileId, dataset: datasetId, name: file.name, kind: 'csv' },
      ...{ bytes: file.bytes ?? 1000, sha_256: file.sha256 ?? 'ab'.repeat(32) },
      ...{ tokens: file.tokens ?? 100, tokenizer: 'o200k_base@1', state: 'accepted', progress: 1 },
      ...{ findings: '[]', storage_key: storageKey, text_key: file.textKey ?? storageKey },
      ...{ uploaded_by: provider.userId, created_at: new Date() },
    });
    const actorId = provider.userId;
    await access.fileAdded({ datasetId, actorId, fileId, transaction });
  });
}

/** A public dataset's next version: revised, reviewed twice, published in place of the former. */
export async function republish(
  app: TestApp,
  id: string,
  changes: Record<string, unknown>,
  agencyOid?: string,
): Promise<DatasetView> {
  const people = await cast(app);
  const { provider, manager } = actorsOf(people, agencyOid);
  const { version } = await provider.moved(id, 'revise');
  const changed = await provider.put(`/review-workflow/datasets/${id}`, { version, ...changes });
  dataOf(changed, 200);
  await provider.moved(id, 'submit');
  await manager.moved(id, 'approve');
  return people.admin1.moved(id, 'approve');
}
