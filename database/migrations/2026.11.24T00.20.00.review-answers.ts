import type { Knex } from 'knex';

/**
 * Answers to decisions that carried an Idempotency-Key, so that a repeated request has one effect
 * and equal answers. Runs before Strapi's schema sync; to go back, restore a backup.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE IF NOT EXISTS public.review_answers (
      actor integer NOT NULL,
      key text NOT NULL,
      request text NOT NULL,
      answer jsonb,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (actor, key)
    )`);
  await knex.raw('CREATE INDEX IF NOT EXISTS review_answers_at ON public.review_answers (at)');
}
