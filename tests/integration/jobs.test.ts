import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import { createJobQueue, type JobQueue } from '../../src/jobs/queue';
import type { TaskRun } from '../../src/jobs/tasks';
import { createDatabase, databaseUrl, dropDatabase, prepared } from '../support/environment';

describe('jobs', () => {
  const database = `${prepared('TEST_DATABASE_PREFIX')}_${randomBytes(5).toString('hex')}`;
  const errors: string[] = [];
  let url: string;
  let sql: Knex;
  let jobs: JobQueue;

  before(async () => {
    await createDatabase(database, 'empty');
    url = databaseUrl('APP', database);
    sql = knex({ client: 'pg', connection: url });
    jobs = open();
    await jobs.start();
  });
  after(async () => {
    await jobs.stop();
    await sql.destroy();
    await dropDatabase(database);
  });

  function open(): JobQueue {
    return createJobQueue({ databaseUrl: url, log: { error: (message) => errors.push(message) } });
  }

  const enqueue = (fileId: string) =>
    sql.transaction((transaction) => jobs.enqueue('ingest-file', { fileId }, transaction));

  /** Runs jobs with this handler until `done`, then lets go. */
  async function working(
    run: (fileId: string, task: TaskRun) => Promise<void>,
    done: () => boolean,
    options: { seconds?: number; giveUp?: (fileId: string) => void } = {},
  ): Promise<number> {
    const queue = open();
    const start = performance.now();
    await queue.start();
    await queue.work({
      name: 'ingest-file',
      concurrency: 2,
      run: ({ fileId }, task) => run(fileId, task),
      giveUp: async ({ fileId }) => options.giveUp?.(fileId),
    });
    while (!done() && performance.now() - start < (options.seconds ?? 20) * 1_000) await pause(50);
    await queue.stop();
    assert.ok(done(), errors.join('\n'));
    return performance.now() - start;
  }

  it('exist if and only if their transaction commits', async () => {
    await sql
      .transaction(async (transaction) => {
        await jobs.enqueue('ingest-file', { fileId: 'rolled-back' }, transaction);
        throw new Error('roll back');
      })
      .catch(() => undefined);
    await enqueue('committed');
    const seen: string[] = [];
    await working(
      async (fileId) => void seen.push(fileId),
      () => seen.length > 0,
    );
    assert.deepEqual(seen, ['committed']);
  });

  it('are taken up again within 30 seconds when their process is killed', async () => {
    await enqueue('killed');
    const holder = fork(path.join(__dirname, '../support/hanging-worker.ts'), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, DATABASE_URL: url },
    });
    await new Promise((resolve) => holder.once('message', resolve));
    holder.kill('SIGKILL');
    const runs: number[] = [];
    const ms = await working(
      async (_fileId, { attempt }) => void runs.push(attempt),
      () => runs.length > 0,
      { seconds: 30 },
    );
    assert.deepEqual(runs, [1]);
    assert.ok(ms < 30_000, `${Math.round(ms)} ms`);
  });

  it('stay with a slow process that gives signs of life', async () => {
    await enqueue('slow');
    const runs: string[] = [];
    let finished = false;
    await working(
      async (fileId) => {
        runs.push(fileId);
        await pause(15_000);
        finished = true;
      },
      () => finished,
      { seconds: 30 },
    );
    assert.deepEqual(runs, ['slow']);
  });

  it('are tried again after a failure, later each time', async () => {
    await enqueue('failing');
    const times: number[] = [];
    await working(
      async () => {
        times.push(performance.now());
        if (times.length < 3) throw new Error('an outage');
      },
      () => times.length === 3,
      { seconds: 30 },
    );
    assert.ok(times[1]! - times[0]! > 1_000);
  });

  it('are let go at once when their process shuts down', async () => {
    await enqueue('let-go');
    let began = false;
    await working(
      (_fileId, { signal }) =>
        new Promise((_resolve, reject) => {
          began = true;
          signal.addEventListener('abort', () => reject(new Error('shut down')));
        }),
      () => began,
    );
    const attempts: number[] = [];
    await working(
      async (_fileId, { attempt }) => void attempts.push(attempt),
      () => attempts.length > 0,
    );
    // Not counted as a try: it was let go, not lost.
    assert.deepEqual(attempts, [0]);
  });

  it('are shared by several instances, each run once', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `shared-${index}`);
    for (const id of ids) await enqueue(id);
    const seen: string[] = [];
    const run = async (fileId: string) => void seen.push(fileId);
    const done = () => seen.length >= ids.length;
    await Promise.all([working(run, done), working(run, done), working(run, done)]);
    assert.deepEqual([...seen].sort(), [...ids].sort());
  });

  it('give up on what fails every time, and say so once', async () => {
    await sql.raw(
      `UPDATE jobs.queue SET retry_limit = 1, retry_delay = 1 WHERE name = 'ingest-file'`,
    );
    await enqueue('poison');
    const given: string[] = [];
    await working(
      () => Promise.reject(new Error('poison')),
      () => given.length > 0,
      { seconds: 30, giveUp: (fileId) => given.push(fileId) },
    );
    assert.deepEqual(given, ['poison']);
  });
});
