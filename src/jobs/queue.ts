import PgBoss from 'pg-boss';
import type { Knex } from 'knex';
import { TASK_NAMES, type TaskDefinition, type TaskName, type Tasks } from './tasks';
import { createWorker, type Worker } from './worker';

export const JOB_QUEUE = 'job-queue';

/** Seconds without a sign of life after which a task is taken up by another worker. */
const SILENT_SECONDS = 10;

const RETRIES = 12;
const FIRST_PAUSE_SECONDS = 2;

export interface JobQueue {
  /** Adds a task in `transaction`: it exists if and only if that commits. */
  enqueue<Name extends TaskName>(
    name: Name,
    payload: Tasks[Name],
    transaction: Knex.Transaction,
  ): Promise<void>;
  /** Creates the queue's tables where they are missing. */
  start(): Promise<void>;
  /** Begins to run tasks of this kind in this process. */
  work<Name extends TaskName>(task: TaskDefinition<Name>): Promise<void>;
  /** Lets go of running tasks, so that another process takes them up at once. */
  stop(): Promise<void>;
}

/** Tasks on PostgreSQL, in a schema of their own (`jobs`). */
export function createJobQueue(options: {
  databaseUrl: string;
  log: { error(message: string): void };
}): JobQueue {
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    application_name: 'corpus-jobs',
    schema: 'jobs',
    max: 3,
    schedule: false,
    maintenanceIntervalSeconds: 3,
  });
  boss.on('error', (error) => options.log.error(`jobs: ${error.message}`));
  const workers: Worker[] = [];

  return {
    async start() {
      await boss.start();
      for (const name of TASK_NAMES) await ensureQueue(boss, name);
    },
    async enqueue(name, payload, transaction) {
      await boss.send(name, payload, { db: sqlOf(transaction) });
      // After the commit, which has not happened yet: the poll finds it if this comes too early.
      for (const worker of workers) setTimeout(() => worker.wake(), 50).unref();
    },
    async work(task) {
      workers.push(createWorker({ boss, task, queue: task.name, log: options.log }));
      workers.push(
        createWorker({
          boss,
          queue: deadLetterOf(task.name),
          task: { ...task, concurrency: 1, run: (payload) => task.giveUp(payload) },
          log: options.log,
        }),
      );
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await boss.stop({ graceful: false, wait: true });
    },
  };
}

function deadLetterOf(name: TaskName): string {
  return `${name}-failed`;
}

async function ensureQueue(boss: PgBoss, name: TaskName): Promise<void> {
  const common = {
    policy: 'standard',
    expireInSeconds: SILENT_SECONDS,
    retryBackoff: true,
  } as const;
  const failed = { ...common, name: deadLetterOf(name), retryLimit: 1000, retryDelay: 10 };
  await boss.createQueue(failed.name, failed);
  const queue = { ...common, name, retryLimit: RETRIES, retryDelay: FIRST_PAUSE_SECONDS };
  await boss.createQueue(name, { ...queue, deadLetter: failed.name });
}

/** pg-boss speaks `$1`, knex speaks `?`: the transaction's own connection is used directly. */
function sqlOf(transaction: Knex.Transaction): PgBoss.Db {
  return {
    async executeSql(text, values) {
      const client = transaction.client as { acquireConnection(): Promise<PgConnection> };
      const connection = await client.acquireConnection();
      return connection.query(text, values);
    },
  };
}

interface PgConnection {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}
