import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabase, databaseUrl, dropDatabase, prepared, query } from '../support/environment';
import { spawnService, untilReady, type ServiceProcess } from '../support/service-process';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

interface ErrorAnswer {
  data: null;
  error: { status: number; message: string; details: { code: string } };
}

describe('a running service', () => {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;
  const storage = path.join(prepared('TEST_SCRATCH'), database, 'storage');
  let proxy: TcpProxy;
  let service: ServiceProcess;

  before(async () => {
    await createDatabase(database, 'template');
    const url = new URL(databaseUrl('APP', database));
    proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.port = String(proxy.port);
    const env = {
      ...{ DATABASE_URL: url.href, STORAGE_DIR: storage, DATABASE_SILENCE_MS: '4000' },
      METRICS_TOKEN: 'of-prometheus',
    };
    service = await spawnService(database, env);
    await untilReady(service);
  });
  after(async () => {
    await service.stop('SIGKILL');
    await proxy.close();
    await dropDatabase(database);
  });

  const owner = (text: string, params: readonly unknown[] = []) =>
    query(databaseUrl('SUPER', 'postgres'), text, params);
  const get = (at: string, headers: Record<string, string> = {}) =>
    fetch(`${service.url}${at}`, { headers });
  /** Lines follow their answers by a moment. */
  const requestLine = async (requestId: string) => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const line = service.logged().find((entry) => entry['requestId'] === requestId);
      if (line) return line;
      await pause(20);
    }
    throw new Error(`no line for request ${requestId}`);
  };

  it('says that it is alive and ready, and with what', async () => {
    assert.equal((await get('/livez')).status, 200);
    const ready = await get('/readyz');
    assert.equal(ready.status, 200);
    assert.deepEqual(await ready.json(), {
      ready: true,
      checks: { service: 'ok', database: 'ok', migrations: 'ok', corpus: 'ok', storage: 'ok' },
    });
  });

  it('gives its metrics to the token alone, without naming a path or a person', async () => {
    await get('/api/datasets?marker=in-query');
    for (const authorization of ['', 'Bearer of-somebody', 'of-prometheus']) {
      assert.equal((await get('/metrics', { authorization })).status, 401);
    }
    const text = await (await get('/metrics', { authorization: 'Bearer of-prometheus' })).text();
    assert.match(text, /corpus_http_request_duration_seconds_count\{method="GET",area="api"/);
    assert.match(text, /corpus_database_up 1/);
    assert.doesNotMatch(text, /datasets|marker/);
  });

  it('answers the request id it was given, and writes it on the line of that request', async () => {
    const answer = await get('/api/datasets', { 'x-request-id': 'proxy-0123456789' });
    assert.equal(answer.headers.get('x-request-id'), 'proxy-0123456789');
    const line = await requestLine('proxy-0123456789');
    assert.equal(line['method'], 'GET');
    assert.equal(line['path'], '/api/datasets');
    assert.equal(line['status'], answer.status);
  });

  it('makes a request id of its own where the given one is not fit for a log', async () => {
    const answer = await get('/livez', { 'x-request-id': '"}{' });
    assert.match(answer.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  });

  it('logs JSON lines with neither query string nor token nor address', async () => {
    const answer = await get('/api/datasets?filters[name]=marker-in-query&token=marker-token', {
      authorization: 'Bearer marker-bearer',
      'x-request-id': 'marker-check-1',
    });
    assert.ok(answer.status >= 200);
    await requestLine('marker-check-1');
    const lines = service.lines.join('\n');
    assert.doesNotMatch(lines, /marker-in-query|marker-token|marker-bearer|"(ip|address)"/);
    assert.equal(service.logged().length, service.lines.length, 'every line is a JSON object');
  });

  it('is not ready while its storage cannot be written, and says so', async () => {
    await rm(storage, { recursive: true, force: true });
    await mkdir(path.dirname(storage), { recursive: true });
    // A file where the folder should be: refused to root as well, unlike missing rights.
    await writeFile(storage, '');
    await untilStatus('/readyz', 503);
    const answer = (await (await get('/readyz')).json()) as { checks: Record<string, string> };
    assert.equal(answer.checks['storage'], 'storage.not_writable');
    assert.equal(answer.checks['database'], 'ok');
    await rm(storage);
    await untilStatus('/readyz', 200);
  });

  it('answers 503 and not 401 while the database is gone, and recovers by itself', async () => {
    await proxy.refuse();
    for (const at of ['/admin/users/me', '/api/datasets', '/api/tags', '/review-workflow/tasks']) {
      const answer = await get(at, { authorization: 'Bearer not-a-token' });
      assert.equal(answer.status, 503, at);
      assert.equal(answer.headers.get('retry-after'), '5');
      const body = (await answer.json()) as ErrorAnswer;
      assert.equal(body.error.details.code, 'request.unavailable');
      assert.match(body.error.message, /系統暫時無法提供服務/);
    }
    assert.equal((await get('/livez')).status, 200);
    const ready = await get('/readyz');
    assert.equal(ready.status, 503);
    const { checks } = (await ready.json()) as { checks: Record<string, string> };
    assert.equal(checks['database'], 'database.unreachable');
    await proxy.pass();
    await untilStatus('/readyz', 200);
    assert.equal((await get('/admin/users/me')).status, 401);
  });

  it('says within seconds that it is not ready while the database hangs', async () => {
    proxy.hang();
    const started = performance.now();
    assert.equal((await get('/readyz')).status, 503);
    assert.ok(performance.now() - started < 4_000);
    await proxy.pass();
    await untilStatus('/readyz', 200);
  });

  it('ends requests with 503 when the database stays silent, and works again over new connections', async () => {
    proxy.hang();
    const waiting = get('/api/tags?pagination[pageSize]=2');
    let answered = false;
    const status = waiting.then((answer) => {
      answered = true;
      return answer.status;
    });
    for (let attempt = 0; attempt < 150 && !answered; attempt += 1) {
      await get('/readyz');
      await pause(100);
    }
    assert.equal(await status, 503);
    proxy.forget();
    await untilStatus('/readyz', 200);
    assert.equal((await get('/api/tags?pagination[pageSize]=3')).status, 200);
    await proxy.pass();
  });

  it('takes a restart of the database: 503 at most, and all well a moment later', async () => {
    await owner(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
      [database],
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => get(`/api/tags?pagination[pageSize]=${String(i + 1)}`)),
    );
    for (const { status } of answers) assert.ok([200, 503].includes(status), String(status));
    await untilStatus('/readyz', 200);
    await untilStatus('/api/tags?pagination[pageSize]=9', 200);
  });

  it('answers 503 while the database has no connection left for it, and recovers by itself', async () => {
    const limit = (connections: number) =>
      owner(`alter database "${database}" connection limit ${String(connections)}`);
    await limit(0);
    await owner(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
      [database],
    );
    await untilStatus('/api/tags?pagination[pageSize]=10', 503);
    const answer = await get('/review-workflow/tasks', { authorization: 'Bearer not-a-token' });
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '5');
    assert.equal((await get('/readyz')).status, 503);
    await limit(-1);
    await untilStatus('/readyz', 200);
    await untilStatus('/api/tags?pagination[pageSize]=10', 200);
  });

  it('finishes the request in flight on SIGTERM, takes no new one, and ends with code 0', async () => {
    const usual = (await get('/api/tags')).status;
    proxy.hang();
    const slow = get('/api/tags', { connection: 'keep-alive' });
    await pause(300);
    const started = performance.now();
    const ended = service.stop('SIGTERM');
    await pause(300);
    await assert.rejects(get('/livez'), 'the port is closed to newcomers');
    await proxy.pass();
    const answer = await slow;
    assert.equal(answer.status, usual);
    await answer.text();
    assert.equal(await ended, 0);
    assert.ok(performance.now() - started < 10_000);
  });

  async function untilStatus(at: string, status: number): Promise<void> {
    for (let attempt = 0; attempt < 150; attempt += 1) {
      if ((await get(at)).status === status) return;
      await pause(100);
    }
    assert.fail(`${at} did not become ${String(status)}`);
  }
});
