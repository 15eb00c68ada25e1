import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { FILE_STORAGE, type FileStorage } from '../../src/ingest/storage';
import type { TestApp } from './app';
import {
  addAcceptedFile,
  cast,
  listedDataset,
  readyDraft,
  type Cast,
  type Person,
} from './datasets';

/** Stands in every private text of the agency 數位發展部 and must show up nowhere else. */
export const MARKER = 'MARKERgeheim7Q';

/** What the agency 數位發展部 has and nobody of 文化部 may learn of. */
export interface ForeignAgency {
  readonly people: Cast;
  readonly draft: { readonly id: string; readonly version: number; readonly identifier: string };
  readonly fileId: string;
  /** Public, with a revision that is not. */
  readonly revising: { readonly id: string; readonly version: number };
  readonly waiting: { readonly id: string; readonly version: number };
  /** An officer's account that waits for its agency's decision. */
  readonly accountApplication: string;
  /** documentId of an officer. */
  readonly officer: string;
  /** Admin user id of that officer. */
  readonly officerUser: number;
  /** A resumable upload under way. */
  readonly upload: string;
  /** A member's application for the use of restricted data. */
  readonly accessApplication: string;
}

export async function foreignAgency(app: TestApp): Promise<ForeignAgency> {
  const people = await cast(app);
  const { draft, fileId } = await draftWithFile(app, people.provider);
  const { id } = await listedDataset(app, people, { name: '已公開的資料集' });
  await people.provider.moved(id, 'revise');
  const revised = await people.provider.put(`/review-workflow/datasets/${id}`, {
    version: (await people.provider.read(id)).version,
    name: `${MARKER} 修改中`,
  });
  const submitted = await readyDraft(app, people.provider, { name: `${MARKER} 待審` });
  const waiting = await people.provider.moved(submitted.id, 'submit');
  return {
    people,
    draft,
    fileId,
    revising: { id, version: revised.body.data.version as number },
    waiting,
    upload: await startUpload(people, draft.id),
    ...(await markedPeople(app)),
    accessApplication: await accessApplication(app, id),
  };
}

async function draftWithFile(app: TestApp, provider: Person) {
  const { id } = await provider.create({ name: `${MARKER} 草稿` });
  const text = `${MARKER},1\n`;
  const fileId = await addAcceptedFile(app, { datasetId: id, actorId: provider.userId }, text);
  await store(app, `test/${fileId}`, text);
  // The pipeline's text, which an accepted file can no longer be given.
  await app.ownerSql(`set session_replication_role = replica;
    update dataset_files set text_key = storage_key where document_id = '${fileId}'`);
  return { draft: await provider.read(id), fileId };
}

function store(app: TestApp, key: string, text: string): Promise<void> {
  return app.strapi.get<FileStorage>(FILE_STORAGE).put({ key, body: Readable.from([text]) });
}

async function startUpload({ provider }: Cast, dataset: string): Promise<string> {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const answer = await provider
    .post('/review-workflow/uploads')
    .set('tus-resumable', '1.0.0')
    .set('upload-length', '10')
    .set('upload-metadata', `filename ${encoded(`${MARKER}.csv`)},dataset ${encoded(dataset)}`);
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${answer.text}`);
  return String(answer.headers['location']).split('/').at(-1) ?? '';
}

async function markedPeople(app: TestApp) {
  await app.ownerSql(
    `update officers set name = $1::text, email = $1::text || account || '@example.tw'
     where account in ('provider.moda', 'provider2.moda', 'manager.moda')`,
    [MARKER],
  );
  await app.ownerSql(
    `update admin_users set firstname = $1 where id in
       (select admin_user_id from officers where name = $1)`,
    [MARKER],
  );
  const [officer] = await app.ownerSql<{ document_id: string; admin_user_id: number }>(
    `select document_id, admin_user_id from officers where account = 'provider.moda'`,
  );
  const [newcomer] = await app.ownerSql<{ id: number }>(
    `insert into officers (document_id, issuer, subject, account, name, email, agency_id, active)
     select $2::text, issuer, $2::text, 'newcomer.moda', $1::text, $1::text, agency_id, true
     from officers where account = 'provider.moda' returning id`,
    [MARKER, `newcomer${randomUUID().slice(0, 8)}`],
  );
  const [application] = await app.ownerSql<{ document_id: string }>(
    `insert into gov_oidc_applications (document_id, officer_id, role, agency_id, email, state, certificate_state, submitted_at)
     select 'applicationofmoda', id, 'provider', agency_id, $2, 'pending', 'not-needed', now()
     from officers where id = $1 returning document_id`,
    [newcomer?.id, MARKER],
  );
  return {
    officer: officer?.document_id ?? '',
    officerUser: officer?.admin_user_id ?? 0,
    accountApplication: application?.document_id ?? '',
  };
}

async function accessApplication(app: TestApp, dataset: string): Promise<string> {
  const id = 'accessapplication1';
  await store(app, 'test/evidence', MARKER);
  await app.ownerSql(
    `insert into corpus_access_applications (document_id, member_id, purpose, benefit, datasets,
       licence_code, licence_version, evidence_key, evidence_name, evidence_bytes, evidence_sha256,
       receipt, due_on)
     values ($1, 0, $2::text, $2::text, array[$3::text], 'SAITDL-1.0', '1.0', 'test/evidence', $2::text, length($2::text), '', '', now())`,
    [id, MARKER, dataset],
  );
  return id;
}
