import type PgBoss from 'pg-boss';
import type { TaskDefinition, TaskName, Tasks } from './tasks';

const POLL_MS = 1_000;
const SIGN_OF_LIFE_MS = 2_500;

export interface Worker {
  /** Looks for a task now instead of at the next poll. */
  wake(): void;
  stop(): Promise<void>;
}

interface Setup<Name extends TaskName> {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly task: TaskDefinition<Name>;
  readonly log: { error(message: string): void };
}

/** Runs tasks of one queue, several at a time, until it is stopped. */
export function createWorker<Name extends TaskName>(setup: Setup<Name>): Worker {
  const shutdown = new AbortController();
  const sleepers = new Set<() => void>();
  const ended = () => shutdown.signal.aborted;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      sleepers.add(done);
    });

  const lane = async () => {
    while (!ended()) {
      try {
        const [job] = await setup.boss.fetch<Tasks[Name]>(setup.queue, { includeMetadata: true });
        if (!job) await pause(POLL_MS);
        // Fetched while the process was already shutting down: it is another's.
        else if (ended()) await release(setup, job.id);
        else await runJob(setup, job, shutdown.signal);
      } catch (error) {
        setup.log.error(`jobs: ${setup.queue}: ${messageOf(error)}`);
        await pause(POLL_MS);
      }
    }
  };
  const lanes = Array.from({ length: setup.task.concurrency }, lane);

  return {
    wake: () => sleepers.forEach((wake) => wake()),
    async stop() {
      shutdown.abort();
      sleepers.forEach((wake) => wake());
      await Promise.allSettled(lanes);
    },
  };
}

async function runJob<Name extends TaskName>(
  setup: Setup<Name>,
  job: PgBoss.JobWithMetadata<Tasks[Name]>,
  signal: AbortSignal,
): Promise<void> {
  const heart = setInterval(() => void signOfLife(setup, job.id), SIGN_OF_LIFE_MS);
  try {
    await setup.task.run(payloadOf(job.data), { attempt: job.retryCount, signal });
    await setup.boss.complete(setup.queue, job.id);
  } catch (error) {
    if (signal.aborted) await release(setup, job.id);
    else {
      setup.log.error(`jobs: ${setup.queue} ${job.id}: ${messageOf(error)}`);
      await setup.boss.fail(setup.queue, job.id, { message: messageOf(error) });
    }
  } finally {
    clearInterval(heart);
  }
}

/** Strapi switches off the parsing of JSON in the driver that it shares with the queue. */
function payloadOf<Payload>(data: Payload | string): Payload {
  return typeof data === 'string' ? (JSON.parse(data) as Payload) : data;
}

/** A task that is silent for longer than its limit counts as lost with its process. */
async function signOfLife<Name extends TaskName>(setup: Setup<Name>, id: string): Promise<void> {
  const sql = `UPDATE jobs.job SET started_on = now() WHERE name = $1 AND id = $2 AND state = 'active'`;
  await setup.boss
    .getDb()
    .executeSql(sql, [setup.queue, id])
    .catch((error: unknown) => setup.log.error(`jobs: ${messageOf(error)}`));
}

async function release<Name extends TaskName>(setup: Setup<Name>, id: string): Promise<void> {
  const sql = `UPDATE jobs.job SET state = 'created', started_on = NULL
    WHERE name = $1 AND id = $2 AND state = 'active'`;
  await setup.boss.getDb().executeSql(sql, [setup.queue, id]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
