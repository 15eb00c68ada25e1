// @ts-check
/**
 * Loaded into each process that runs tests: one in which nothing began or ended for minutes says
 * where it stands, and ends. The runner's own limit would say no more than the file's name.
 */
import path from 'node:path';
import { afterEach, beforeEach } from 'node:test';

const SILENT_MS = 5 * 60_000;
// Tests replace the timers of their process.
const { setTimeout: wait, clearTimeout: forget } = globalThis;

/** @type {NodeJS.Timeout | undefined} */
let timer;
let last = 'the start';

/** @param {string} at */
function note(at) {
  last = at;
  forget(timer);
  timer = wait(() => void giveUp(), SILENT_MS).unref();
}

async function giveUp() {
  process.stderr.write(
    `NOTHING HAPPENED for ${SILENT_MS / 60_000} minutes after: ${last}\n` +
      `held open: ${process.getActiveResourcesInfo().join(' ')}\n`,
  );
  await showDatabase().catch((error) => process.stderr.write(`database: ${String(error)}\n`));
  process.exit(1);
}

/** What the tests' PostgreSQL is busy with, or who waits for whom. */
async function showDatabase() {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: process.env['TEST_DATABASE_SUPER_URL'],
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  const { rows } = await client.query(
    `select pid, datname, application_name, state, wait_event, pg_blocking_pids(pid) as blocked_by,
       now() - state_change as since, left(query, 200) as query
     from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  for (const row of rows) process.stderr.write(`${JSON.stringify(row)}\n`);
  await client.end();
}

// A process that a test starts inherits how this one was started.
if (/\.test\.ts$|-\d+\.cjs$/.test(path.basename(process.argv[1] ?? ''))) {
  note(last);
  beforeEach((test) => note(`the beginning of "${test.name}"`));
  afterEach((test) => note(`the end of "${test.name}"`));
}
