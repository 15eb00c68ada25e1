import type { Core } from '@strapi/strapi';
import { hashHandle } from './secrets';

type Knex = Core.Strapi['db']['connection'];

const TABLE = 'gov_oidc_used_tokens';

/** Made once at each start: a token counts once, also for two instances at the same moment. */
export async function ensureUsedTokenIndex(knex: Knex): Promise<void> {
  await knex.raw(
    'create unique index if not exists gov_oidc_used_tokens_key on gov_oidc_used_tokens (key_hash)',
  );
}

/**
 * Marks a token as used until it expires.
 *
 * @param token.name Issuer and id of the token, together unique.
 * @returns false where it was used before.
 */
export async function useToken(
  knex: Knex,
  token: { name: string; expiresAt: Date; now: Date },
): Promise<boolean> {
  await knex(TABLE).where('expires_at', '<', token.now).delete();
  const rows = await knex(TABLE)
    .insert({ key_hash: hashHandle(token.name), expires_at: token.expiresAt })
    .onConflict('key_hash')
    .ignore()
    .returning<{ id: number }[]>('id');
  return rows.length > 0;
}
