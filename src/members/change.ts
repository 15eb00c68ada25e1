import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError } from '../domain/errors';
import { FILE_STORAGE, type FileStorage } from '../ingest/storage';

/** Who does it: a platform admin by admin user id, or the member itself. */
export interface Acting {
  readonly strapi: Core.Strapi;
  readonly actorId: number | null;
}

/**
 * Suspends or reinstates a member. A suspended one's sessions end at once, and its grants rest.
 *
 * @throws DomainError request.not_found (404)
 */
export async function setMemberActive(
  { strapi, actorId }: Acting,
  memberId: number,
  active: boolean,
): Promise<void> {
  await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await actAs(trx, actorId);
    const changed = await trx('up_users')
      .where({ id: memberId })
      .update({ blocked: !active, updated_at: new Date() });
    if (changed === 0) throw new DomainError('request.not_found', 'missing');
  });
  if (!active) await endSessions(strapi, memberId);
}

/**
 * Erases a member: account, identities, applications with their documents, notices. What stays are
 * ids in the trail. Not to be undone.
 *
 * @throws DomainError request.not_found (404)
 */
export async function eraseMember({ strapi, actorId }: Acting, memberId: number): Promise<void> {
  const evidence = await strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    await actAs(trx, actorId);
    const rows = await trx('corpus_access_applications')
      .where({ member_id: memberId })
      .distinct<{ evidence_key: string }[]>('evidence_key');
    // The rest follows by trigger (tables.ts), so that no other way of deleting forgets it.
    const gone = await trx('up_users').where({ id: memberId }).delete();
    if (gone === 0) throw new DomainError('request.not_found', 'missing');
    return rows.map(({ evidence_key: key }) => key);
  });
  await endSessions(strapi, memberId);
  const storage = strapi.get<FileStorage>(FILE_STORAGE);
  for (const key of evidence) await storage.remove(key);
}

async function actAs(trx: Knex, actorId: number | null): Promise<void> {
  await trx.raw(`select set_config('corpus.actor', ?, true)`, [
    actorId === null ? '' : String(actorId),
  ]);
}

/** Access tokens end with their half hour, and are worth nothing without an unblocked account. */
async function endSessions(strapi: Core.Strapi, memberId: number): Promise<void> {
  await strapi.sessionManager('users-permissions').invalidateRefreshToken(String(memberId));
}
