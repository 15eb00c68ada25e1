import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  connection: {
    client: 'postgres',
    connection: {
      connectionString: env('DATABASE_URL'),
      ssl: env.bool('DATABASE_SSL', false) && {
        rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true),
      },
      application_name: 'corpus',
      // A hung statement must not hold a connection for ever.
      statement_timeout: env.int('DATABASE_STATEMENT_TIMEOUT_MS', 30_000),
    },
    pool: {
      min: 0,
      max: env.int('DATABASE_POOL_MAX', 12),
      acquireTimeoutMillis: env.int('DATABASE_ACQUIRE_TIMEOUT_MS', 5_000),
      // One that is not made by then hangs, and would hold its place in the pool.
      createTimeoutMillis: env.int('DATABASE_ACQUIRE_TIMEOUT_MS', 5_000),
    },
    acquireConnectionTimeout: env.int('DATABASE_ACQUIRE_TIMEOUT_MS', 5_000),
  },
  settings: { useTypescriptMigrations: true, runMigrations: true, forceMigration: false },
});
