import { createHash, randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DATASET_ACCESS, type DatasetAccess } from '../../src/contracts/dataset-access';
import type { DatasetView } from '../../src/contracts/datasets';
import { newDocumentId } from '../../src/db/document-id';
import type { TestApp } from './app';

/** A record that lacks nothing but files. */
export function completeFields(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: '領域資料標準',
    description:
      '涵蓋醫療、農業、金融與交通等領域的欄位格式、代碼集與資料分類原則，供各機關整理與交換資料。',
    keywords: ['資料標準', '資料交換'],
    textTypes: ['policy-document'],
    domains: ['public-administration', 'health'],
    languages: ['zh-Hant'],
    licence: 'SAITDL-1.0',
    validity: { permanent: true },
    yearFrom: 2020,
    yearTo: 2025,
    contact: { name: '王小明', phone: '(02)-23800791', email: 'data@moda.gov.tw' },
    ...changes,
  };
}

/** Acts for one demo account; every call is a real request. */
export class Person {
  private constructor(
    private readonly app: TestApp,
    readonly account: string,
    private readonly token: string,
    readonly userId: number,
  ) {}

  static async of(app: TestApp, account: string): Promise<Person> {
    const token = await app.tokenFor(account);
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      userId: string;
    };
    return new Person(app, account, token, Number(payload.userId));
  }

  get(path: string) {
    return this.app.http.get(path).set('authorization', `Bearer ${this.token}`);
  }
  post(path: string, body?: object) {
    return this.app.http.post(path).set('authorization', `Bearer ${this.token}`).send(body);
  }
  put(path: string, body?: object) {
    return this.app.http.put(path).set('authorization', `Bearer ${this.token}`).send(body);
  }
  delete(path: string) {
    return this.app.http.delete(path).set('authorization', `Bearer ${this.token}`);
  }

  async create(changes: Record<string, unknown> = {}): Promise<DatasetView> {
    const answer = await this.post('/review-workflow/datasets', completeFields(changes));
    return dataOf(answer, 201);
  }

  async read(id: string): Promise<DatasetView> {
    return dataOf(await this.get(`/review-workflow/datasets/${id}`), 200);
  }

  /** A decision on the version that is there now. */
  async move(id: string, action: string, more: Record<string, unknown> = {}) {
    const { version } = await this.read(id);
    return this.post(`/review-workflow/datasets/${id}/transitions`, { action, version, ...more });
  }

  /** A decision that must succeed. */
  async moved(
    id: string,
    action: string,
    more: Record<string, unknown> = {},
  ): Promise<DatasetView> {
    return dataOf(await this.move(id, action, more), 200);
  }
}

export function dataOf(
  answer: { status: number; body: { data?: unknown } },
  status: number,
): DatasetView {
  if (answer.status !== status) {
    throw new Error(
      `expected ${String(status)}: ${String(answer.status)} ${JSON.stringify(answer.body)}`,
    );
  }
  return answer.body.data as DatasetView;
}

export function codeOf(answer: { body: { error?: { details?: { code?: string } } } }): unknown {
  return answer.body.error?.details?.code;
}

/** Adds a file that the pipeline has accepted, as the pipeline would record it, without its bytes. */
export async function addAcceptedFile(
  app: { strapi: Core.Strapi },
  { datasetId, actorId }: { datasetId: string; actorId: number },
  text = `測試文字 ${randomUUID()}`,
): Promise<string> {
  const access = app.strapi.get<DatasetAccess>(DATASET_ACCESS);
  const fileId = newDocumentId();
  await app.strapi.db.connection.transaction(async (transaction) => {
    await transaction('dataset_files').insert({
      document_id: fileId,
      dataset: datasetId,
      name: '領域資料標準.csv',
      kind: 'csv',
      bytes: Buffer.byteLength(text),
      sha_256: createHash('sha256').update(text).digest('hex'),
      tokens: text.length,
      tokenizer: 'o200k_base',
      state: 'accepted',
      progress: 1,
      findings: '[]',
      storage_key: `test/${fileId}`,
      uploaded_by: actorId,
      created_at: new Date(),
    });
    await access.fileAdded({ datasetId, actorId, fileId, transaction });
  });
  return fileId;
}

export interface Cast {
  readonly provider: Person;
  readonly provider2: Person;
  readonly manager: Person;
  readonly admin1: Person;
  readonly admin2: Person;
  readonly otherProvider: Person;
  readonly otherManager: Person;
}

/** The demo's people, signed in. */
export async function cast(app: TestApp): Promise<Cast> {
  return {
    provider: await Person.of(app, 'provider.moda'),
    provider2: await Person.of(app, 'provider2.moda'),
    manager: await Person.of(app, 'manager.moda'),
    admin1: await Person.of(app, 'admin1.platform'),
    admin2: await Person.of(app, 'admin2.platform'),
    otherProvider: await Person.of(app, 'provider.moc'),
    otherManager: await Person.of(app, 'manager.moc'),
  };
}

/** A complete draft with one accepted file. */
export async function readyDraft(
  app: TestApp,
  provider: Person,
  changes: Record<string, unknown> = {},
): Promise<DatasetView> {
  const { id } = await provider.create(changes);
  await addAcceptedFile(app, { datasetId: id, actorId: provider.userId });
  return provider.read(id);
}

/** A dataset that went through both reviews. */
export async function listedDataset(
  app: TestApp,
  people: Pick<Cast, 'provider' | 'manager' | 'admin1'>,
  changes: Record<string, unknown> = {},
): Promise<DatasetView> {
  const { id } = await readyDraft(app, people.provider, changes);
  await people.provider.moved(id, 'submit');
  await people.manager.moved(id, 'approve');
  return people.admin1.moved(id, 'approve');
}
