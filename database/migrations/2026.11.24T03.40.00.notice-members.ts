import type { Core } from '@strapi/strapi';

type Knex = Core.Strapi['db']['connection'];

/**
 * Notices to members of the public site: `recipient_kind` 'member', `recipient_id` the id in
 * up_users. Runs before Strapi's schema sync. There is no way down: restore a backup.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE notice_outbox
      DROP CONSTRAINT IF EXISTS notice_outbox_recipient_kind_check,
      ADD CONSTRAINT notice_outbox_recipient_kind_check
        CHECK (recipient_kind IN ('user', 'officer', 'member'))`);
}

export async function down(): Promise<void> {
  throw new Error('This migration has no way down; restore a backup.');
}
