import { createJobQueue } from '../../src/jobs/queue';

/** A process that takes a job and never ends it; started and killed by the tests of jobs. */
async function main(): Promise<void> {
  const jobs = createJobQueue({ databaseUrl: process.env['DATABASE_URL'] ?? '', log: console });
  await jobs.start();
  await jobs.work({
    name: 'ingest-file',
    concurrency: 1,
    run: () => {
      process.send?.('running');
      return new Promise(() => undefined);
    },
    giveUp: async () => undefined,
  });
}

void main();
