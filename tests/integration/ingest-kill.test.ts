import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatasetFileView } from '../../src/contracts/dataset-files';
import { createLocalStorage } from '../../src/ingest/local-storage';
import { sweepLooseObjects } from '../../src/ingest/object-journal';
import { startApp, type TestApp } from '../support/app';
import { databaseUrl, prepared, serviceEnvironment } from '../support/environment';
import { spawnService, untilReady, type ServiceProcess } from '../support/service-process';
import { startWorker } from '../support/worker-process';

const PATIENCE_MS = 150_000;
const MANY_SECONDS = { DATABASE_STATEMENT_TIMEOUT_MS: '300000' };
/** Statements that wait for as long as the test holds these locks: each stage stays where it is. */
const [ROWS, TEXTS] = [4711, 4712];
const HOLD = `
  create function hold() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock(tg_argv[0]::bigint); return new; end $$;
  create trigger hold_stored before insert on dataset_files
    for each row when (new.name = 'stored.csv') execute function hold(${ROWS});
  create trigger hold_verdict before update on dataset_files
    for each row when (new.name = 'verdict.csv' and new.state = 'accepted')
    execute function hold(${ROWS});
  create trigger hold_text before insert on ingest.loose_object
    for each row when (new.key like 'texts/%') execute function hold(${TEXTS});`;

describe('a process that is killed while it handles files', () => {
  const scratch = path.join(prepared('TEST_SCRATCH'), 'kill');
  const folders = { WORK_DIR: path.join(scratch, 'work'), UPLOAD_DIR: path.join(scratch, 'tus') };
  const sent = new Map<string, { id: string; sha256: string }>();
  let app: TestApp;
  let service: ServiceProcess;
  let holder: Client;
  let watcher: Client;
  let token: string;
  let dataset: string;
  let otherDataset: string;
  let tusUrl: string;

  before(async () => {
    mkdirSync(scratch, { recursive: true });
    app = await startApp({ env: { INGEST_WORKERS: '0', ...folders } });
    token = await app.tokenFor('provider.moda');
    dataset = await newDataset();
    otherDataset = await newDataset();
    service = await spawnService(app.database, {
      INGEST_WORKERS: '4',
      ...folders,
      ...MANY_SECONDS,
    });
    await untilReady(service);
    [holder, watcher] = [0, 1].map(
      () => new Client({ connectionString: databaseUrl('SUPER', app.database) }),
    ) as [Client, Client];
    await Promise.all([holder.connect(), watcher.connect()]);
    await holder.query(HOLD);
    await holder.query(`select pg_advisory_lock(${ROWS})`);
  });
  after(async () => {
    await service.stop('SIGKILL');
    await Promise.all([holder.end(), watcher.end()]);
    await app.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  function asProvider<Request extends { set(name: string, value: string): Request }>(
    request: Request,
  ): Request {
    return request.set('authorization', `Bearer ${token}`);
  }

  async function newDataset(): Promise<string> {
    const answer = await asProvider(app.http.post('/review-workflow/datasets')).send({
      name: '中斷測試',
    });
    return answer.body.data.id as string;
  }

  /** Rows that differ from file to file, so that no two are duplicates. */
  function csv(name: string, megabytes: number): Buffer {
    const rows: string[] = ['編號,內容'];
    const count = Math.max(Math.round((megabytes * 1e6) / 60), 3);
    for (let row = 0; row < count; row++)
      rows.push(`${row},${name}資料開放與個人資料之保護${(row * 7_919) % 104_729}`);
    return Buffer.from(`${rows.join('\n')}\n`);
  }

  async function upload(name: string, content: Buffer, to = dataset): Promise<void> {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(content)]), name);
    const url = `${service.url}/review-workflow/datasets/${to}/files`;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body });
    assert.equal(answer.status, 202);
    const { data } = (await answer.json()) as { data: DatasetFileView };
    sent.set(name, { id: data.id, sha256: createHash('sha256').update(content).digest('hex') });
  }

  async function files(): Promise<DatasetFileView[]> {
    const url = `/review-workflow/datasets/${dataset}/files`;
    return (await asProvider(app.http.get(url))).body.data as DatasetFileView[];
  }

  async function until(what: string, check: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await check())) {
      if (Date.now() > end) {
        throw new Error(`${what}:\n${JSON.stringify(await files())}\n${service.lines.join('\n')}`);
      }
      await pause(50);
    }
  }

  /** Waits until that many statements of the service wait for a lock. */
  const heldBack = (pattern: string) =>
    until(`held back: ${pattern}`, async () => {
      const { rows } = await watcher.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and query ilike $1`,
        [pattern],
      );
      return rows.length > 0;
    });

  const underway = (name: string) =>
    until(`${name} is read`, async () => {
      const file = (await files()).find((one) => one.name === name);
      return file?.state === 'checking' && file.progress > 0;
    });

  function receivingHalf(): void {
    const request = http.request(`${service.url}/review-workflow/datasets/${dataset}/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=XX',
        'content-length': 50_000_000,
      },
    });
    request.on('error', () => undefined);
    request.write(
      '--XX\r\ncontent-disposition: form-data; name="file"; filename="half.csv"\r\n\r\n',
    );
    request.write(csv('half', 2));
  }

  async function resumable(): Promise<void> {
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const created = await fetch(`${service.url}/review-workflow/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(csv('tus', 3).length),
        'upload-metadata': `filename ${encode('tus.csv')},dataset ${encode(dataset)}`,
      },
    });
    tusUrl = created.headers.get('location') ?? '';
    const request = http.request(new URL(tusUrl, service.url), {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': 0,
        'content-type': 'application/offset+octet-stream',
        'content-length': csv('tus', 3).length,
      },
    });
    request.on('error', () => undefined);
    request.write(csv('tus', 3).subarray(0, 1_000_000));
    const received = path.join(folders.UPLOAD_DIR, path.basename(tusUrl));
    await until('half of the resumable upload', async () => statSync(received).size > 0);
  }

  /** The client comes back, asks how far it was, and sends the rest. */
  async function goOn(): Promise<void> {
    const content = csv('tus', 3);
    const headers = { 'tus-resumable': '1.0.0' };
    const head = await asProvider(app.http.head(tusUrl)).set(headers);
    const offset = Number(head.headers['upload-offset']);
    assert.ok(offset > 0 && offset < content.length, String(offset));
    const answer = await asProvider(app.http.patch(tusUrl))
      .set({ ...headers, 'upload-offset': String(offset) })
      .set('content-type', 'application/offset+octet-stream')
      .send(content.subarray(offset));
    assert.equal(answer.status, 204);
    const id = answer.headers['x-dataset-file'] as string;
    sent.set('tus.csv', { id, sha256: createHash('sha256').update(content).digest('hex') });
    await until('the resumed file', async () =>
      (await files()).some((file) => file.id === id && file.state === 'accepted'),
    );
  }

  const listed = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const storage = () => process.env['STORAGE_DIR'] ?? '';

  it('leaves every file that was acknowledged to the next one, and takes it up again', async () => {
    receivingHalf();
    await resumable();
    void upload('stored.csv', csv('stored', 0), otherDataset).catch(() => undefined);
    await heldBack('insert into "dataset_files"%');
    await upload('verdict.csv', csv('verdict', 0));
    await heldBack('update "dataset_files"%');
    await holder.query('begin; lock table ingest.signature in access exclusive mode');
    await upload('findings.csv', csv('findings', 0.5));
    await heldBack('%FROM ingest.signature%');
    await holder.query(`select pg_advisory_lock(${TEXTS})`);
    await upload('text.csv', csv('text', 0.5));
    await heldBack('INSERT INTO ingest.loose_object%');
    await upload('read.csv', csv('read', 30));
    await upload('queued.csv', csv('queued', 0.5));
    await underway('read.csv');

    await service.stop('SIGKILL');
    assert.equal((await files()).find(({ name }) => name === 'queued.csv')?.state, 'uploaded');
    assert.ok(listed(path.join(storage(), 'incoming')).length > 0, 'half a file was there');
    await holder.query('rollback');
    await holder.query('select pg_advisory_unlock_all()');
    await holder.query('drop function hold() cascade');

    const first = await startWorker(app.database, folders);
    await underway('read.csv');
    await first.kill();
    const second = await startWorker(app.database, folders);
    try {
      await until('all accepted', async () =>
        (await files()).every(({ state }) => state === 'accepted'),
      );
      await goOn();
      await until('nothing left behind', async () => listed(folders.WORK_DIR).length === 0);
    } finally {
      await second.kill();
    }
    const all = await files();
    assert.deepEqual(
      all.map(({ name, id, sha256 }) => [name, { id, sha256 }]).sort(),
      [...sent].sort(),
    );
  });

  it('leaves nothing in the folders of what is on its way, and no object without a record', async () => {
    const objects = createLocalStorage(storage());
    await objects.sweep();
    assert.deepEqual(listed(path.join(storage(), 'incoming')), []);
    assert.deepEqual(listed(folders.WORK_DIR), []);
    assert.ok((await sweepLooseObjects(app.strapi.db.connection, objects, 0)) >= 1);
    const rows = await app.sql<{ storage_key: string; text_key: string }>(
      'select storage_key, text_key from dataset_files where dataset in ($1, $2)',
      [dataset, otherDataset],
    );
    const stored = listed(path.join(storage(), 'objects')).filter((name) =>
      statSync(path.join(storage(), 'objects', name)).isFile(),
    );
    assert.deepEqual(
      stored.sort(),
      rows.flatMap(({ storage_key, text_key }) => [storage_key, text_key]).sort(),
    );
  });

  it('leaves bytes, texts and totals that an operator’s files:verify finds right', () => {
    const { status, stdout } = spawnSync('npm', ['run', '--silent', 'files:verify'], {
      encoding: 'utf8',
      env: { ...process.env, ...serviceEnvironment(app.database) },
    });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /Verified 6 files: all agree/);
  });
});
