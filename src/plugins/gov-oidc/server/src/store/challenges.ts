import { hashHandle } from '../../../../../oidc/secrets';
import type { Knex } from './knex';

const TABLE = 'gov_oidc_challenges';

/** How long the officer may take to sign, in milliseconds. */
export const CHALLENGE_LIFETIME_MS = 10 * 60_000;

/** Keeps the text that is to be signed; an application has one challenge at a time. */
export async function keepChallenge(
  knex: Knex,
  challenge: { nonce: string; applicationId: number; text: string; now: Date },
): Promise<void> {
  const { nonce, applicationId, text, now } = challenge;
  await knex(TABLE)
    .where('expires_at', '<', now)
    .orWhere({ application_id: applicationId })
    .delete();
  await knex(TABLE).insert({
    nonce_hash: hashHandle(nonce),
    application_id: applicationId,
    text,
    expires_at: new Date(now.getTime() + CHALLENGE_LIFETIME_MS),
  });
}

/** Takes the challenge of an application: whatever comes of it, it is not used again. */
export async function takeChallenge(
  knex: Knex,
  applicationId: number,
  now: Date,
): Promise<string | null> {
  const rows = await knex(TABLE)
    .where({ application_id: applicationId })
    .delete()
    .returning<{ text: string; expires_at: Date }[]>(['text', 'expires_at']);
  const [row] = rows;
  return row && row.expires_at > now ? row.text : null;
}
