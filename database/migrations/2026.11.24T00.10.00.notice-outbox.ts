import type { Core } from '@strapi/strapi';

type Knex = Core.Strapi['db']['connection'];

/**
 * The outbox of notices: one row a notice and recipient, written in the transaction of the event
 * it tells of. Runs before Strapi's schema sync, which leaves tables that it does not know alone.
 * There is no way down: restore a backup.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS notice_outbox (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      dedupe_key text NOT NULL,
      recipient_id integer NOT NULL,
      notice jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL DEFAULT now(),
      last_failure text,
      closed_at timestamptz,
      outcome text CHECK (outcome IN ('sent', 'no-address', 'refused')),
      CONSTRAINT notice_outbox_once UNIQUE (dedupe_key, recipient_id),
      CONSTRAINT notice_outbox_closed CHECK ((closed_at IS NULL) = (outcome IS NULL))
    )`);
  await knex.raw(`
    CREATE INDEX IF NOT EXISTS notice_outbox_due
      ON notice_outbox (next_attempt_at) WHERE closed_at IS NULL`);
}

export async function down(): Promise<void> {
  throw new Error('This migration has no way down; restore a backup.');
}
