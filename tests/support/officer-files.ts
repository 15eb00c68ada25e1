import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import type { TestApp } from './app';

const PATIENCE_MS = 120_000;

/** An officer who uploads files and looks at them again and again. */
export class OfficerFiles {
  private constructor(
    private readonly app: TestApp,
    readonly token: string,
    readonly dataset: string,
  ) {}

  /** With a new dataset of this account. */
  static async of(app: TestApp, account = 'provider.moda'): Promise<OfficerFiles> {
    const token = await app.tokenFor(account);
    const answer = await app.http
      .post('/review-workflow/datasets')
      .set('authorization', `Bearer ${token}`)
      .send({ name: '檔案測試' });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return new OfficerFiles(app, token, answer.body.data.id as string);
  }

  get url(): string {
    return `/review-workflow/datasets/${this.dataset}/files`;
  }

  upload(name: string, content: Buffer) {
    return this.signed(this.app.http.post(this.url)).attach('file', content, name);
  }

  /** An upload that must be received. */
  async add(name: string, content: Buffer): Promise<DatasetFileView> {
    const answer = await this.upload(name, content);
    assert.equal(answer.status, 202, JSON.stringify(answer.body));
    return answer.body.data as DatasetFileView;
  }

  async list(): Promise<DatasetFileView[]> {
    const answer = await this.signed(this.app.http.get(this.url));
    return answer.body.data as DatasetFileView[];
  }

  async find(id: string): Promise<DatasetFileView | undefined> {
    return (await this.list()).find((file) => file.id === id);
  }

  async decided(id: string, patienceMs = PATIENCE_MS): Promise<DatasetFileView> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const file = await this.find(id);
      if (file?.state === 'accepted' || file?.state === 'refused') return file;
      if (Date.now() > end) throw new Error(`not decided in time: ${JSON.stringify(file)}`);
      await pause(100);
    }
  }

  signed<Request extends { set(name: string, value: string): Request }>(request: Request): Request {
    return request.set('authorization', `Bearer ${this.token}`);
  }
}
