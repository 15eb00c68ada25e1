import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { isDatabaseFailure } from './database-failure';

/** Any number, the same in every instance. */
const BOOT_LOCK = 7_130_002;

export interface BootLockOptions {
  readonly databaseUrl: string;
  readonly ssl?: boolean | object;
  /** How long to wait for a database that is not there yet. */
  readonly waitMs: number;
  readonly say: (message: string) => void;
}

/**
 * Lets one instance at a time create or update tables and seeds; the others wait, then find
 * everything done. The lock hangs on a connection of its own, so that it ends with its process.
 *
 * @throws {Error} The database cannot be reached within `waitMs`.
 */
export async function withBootLock<T>(
  options: BootLockOptions,
  boot: () => Promise<T>,
): Promise<T> {
  const client = await connectPatiently(options);
  // Losing this connection during the boot only loses the lock; the boot's own queries decide.
  client.on('error', (error) => {
    options.say(`boot lock lost: ${error.message}`);
  });
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1) as held',
      [BOOT_LOCK],
    );
    if (rows[0]?.held !== true) {
      options.say('another instance is starting on this database; waiting for it');
      await client.query('select pg_advisory_lock($1)', [BOOT_LOCK]);
    }
    return await boot();
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connectPatiently(options: BootLockOptions): Promise<Client> {
  const deadline = performance.now() + options.waitMs;
  for (let attempt = 1; ; attempt += 1) {
    const client = new Client({
      connectionString: options.databaseUrl,
      ssl: options.ssl,
      application_name: 'corpus-boot',
      connectionTimeoutMillis: 5_000,
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!isDatabaseFailure(error) || performance.now() > deadline) throw error;
      if (attempt === 1) options.say('the database does not answer yet; trying again');
      await pause(1_000);
    }
  }
}
