// @ts-check
/** Roles and databases of the embedded PostgreSQL, as an operator would make them by hand. */
import pg from 'pg';

/** @typedef {import('./postgres.mjs').Cluster} Cluster */

/**
 * Runs `work` with one connection.
 *
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * The service's own user, and the owner of the rules and the audit trail. Repeatable.
 *
 * @param {Cluster} cluster
 */
export async function ensureRoles(cluster) {
  await withClient(cluster.url(), async (client) => {
    for (const [role, password] of [
      ['corpus_app', cluster.state.app],
      ['corpus_guard', cluster.state.guard],
    ]) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      const verb = rowCount === 0 ? 'create' : 'alter';
      // Neither value comes from outside: fixed names, base64url passwords of our own making.
      await client.query(
        `${verb} role ${role} login nosuperuser nocreatedb nocreaterole password '${password}'`,
      );
    }
  });
}

/**
 * A database that corpus_guard owns and whose schema public belongs to corpus_app. Repeatable.
 *
 * @param {Cluster} cluster
 * @param {string} name
 * @param {string} [template] A database to copy; nobody may be connected to it.
 */
export async function ensureDatabase(cluster, name, template) {
  await withClient(cluster.url(), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const from = template === undefined ? 'template0' : client.escapeIdentifier(template);
      await client.query(
        `create database ${client.escapeIdentifier(name)} owner corpus_guard template ${from}`,
      );
    }
    const database = client.escapeIdentifier(name);
    await client.query(`revoke all on database ${database} from public`);
    await client.query(`grant connect, create, temporary on database ${database} to corpus_app`);
  });
  if (template !== undefined) return;
  await withClient(cluster.url(name), async (client) => {
    await client.query('alter schema public owner to corpus_app');
    await client.query('revoke create on schema public from public');
  });
}
