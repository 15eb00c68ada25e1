import type { Core } from '@strapi/strapi';

type Knex = Core.Strapi['db']['connection'];

/**
 * Notices to officers who have no user in the panel yet, such as applicants: `recipient_id` is a
 * user's or an officer's id, as `recipient_kind` says. Runs before Strapi's schema sync. There is
 * no way down: restore a backup.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE notice_outbox
      ADD COLUMN IF NOT EXISTS recipient_kind text NOT NULL DEFAULT 'user'
        CHECK (recipient_kind IN ('user', 'officer'))`);
}

export async function down(): Promise<void> {
  throw new Error('This migration has no way down; restore a backup.');
}
