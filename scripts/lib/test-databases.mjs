// @ts-check
/** The databases of one `npm test` or bench: a template that every test file copies. */
import { randomBytes } from 'node:crypto';
import { hashFiles, SERVER_SOURCES } from './compile.mjs';
import { inRoot } from './paths.mjs';
import { openPostgres } from './postgres.mjs';
import { ensureDatabase, ensureRoles, withClient } from './postgres-databases.mjs';
import { runStep } from './run.mjs';

/** What the template is made of. */
const TEMPLATE_SOURCES = [...SERVER_SOURCES, 'tests/support', 'scripts/lib/postgres-databases.mjs'];

/**
 * @param {object} options
 * @param {string} options.home Folder of the cluster.
 * @param {string} options.scratch Folder for files of the run.
 * @param {boolean} [options.durable] For measuring: PostgreSQL waits for the disk, as in production.
 * @returns {Promise<{ env: Record<string, string>, close: () => Promise<void> }>} `env`: what
 *   tests/support/app.ts reads.
 */
export async function openTestDatabases({ home, scratch, durable = false }) {
  const cluster = await openPostgres({ home, disposable: !durable });
  try {
    const template = `corpus_template_${hashFiles(TEMPLATE_SOURCES).slice(0, 16)}`;
    if (cluster.onlyUser)
      await dropDatabases(cluster, { like: ['test_%', 'corpus_template_%'], except: template });
    await ensureRoles(cluster);
    const run = `test_${randomBytes(4).toString('hex')}`;
    const env = {
      TEST_DATABASE_SUPER_URL: cluster.url('postgres'),
      TEST_DATABASE_APP_URL: cluster.url('postgres', 'app'),
      TEST_DATABASE_GUARD_URL: cluster.url('postgres', 'guard'),
      TEST_DATABASE_PREFIX: run,
      TEST_DATABASE_TEMPLATE: template,
      TEST_SCRATCH: scratch,
    };
    await ensureTemplate(cluster, env, template);
    return {
      env,
      close: async () => {
        await dropDatabases(cluster, { like: [`${run}_%`] });
        await cluster.stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/**
 * Made once for each version of the sources, in a process of its own: Strapi still asks the database
 * a minute after destroy(). Renamed when whole, so that a killed run leaves no half template.
 *
 * @param {import('./postgres.mjs').Cluster} cluster
 * @param {Record<string, string>} env
 * @param {string} template
 */
async function ensureTemplate(cluster, env, template) {
  if (await exists(cluster, template)) return;
  const fresh = `${env['TEST_DATABASE_PREFIX']}_fresh`;
  await ensureDatabase(cluster, fresh);
  await runStep({
    zh: '建立測試資料庫範本',
    en: 'Making the template database of the tests',
    file: process.execPath,
    args: ['--import=tsx', inRoot('tests/support/make-template.ts'), fresh],
    env: { ...process.env, ...env, NODE_ENV: 'test', TZ: 'UTC' },
  });
  // Another `npm test` may have been faster.
  if (await exists(cluster, template)) return;
  await withClient(cluster.url(), (client) =>
    client.query(
      `alter database ${client.escapeIdentifier(fresh)} rename to ${client.escapeIdentifier(template)}`,
    ),
  );
}

/**
 * @param {import('./postgres.mjs').Cluster} cluster
 * @param {string} name
 */
function exists(cluster, name) {
  return withClient(cluster.url(), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    return rowCount !== 0;
  });
}

/**
 * @param {import('./postgres.mjs').Cluster} cluster
 * @param {{ like: string[], except?: string }} which Patterns for LIKE.
 */
async function dropDatabases(cluster, { like, except = '' }) {
  await withClient(cluster.url(), async (client) => {
    const { rows } = await client.query(
      'select datname from pg_database where datname like any ($1) and datname <> $2',
      [like.map((pattern) => pattern.replaceAll('_', '\\_')), except],
    );
    for (const { datname } of rows) {
      await client.query(
        `drop database if exists ${client.escapeIdentifier(datname)} with (force)`,
      );
    }
  });
}
