import type { Knex } from 'knex';
import type { DatasetView } from '../../../../../contracts/datasets';
import { DomainError } from '../../../../../domain/errors';
import type { Operation } from './context';
import { readDataset, requireRecord } from './read';

/**
 * A manager gives a dataset to another provider of the dataset's agency or of its successor. The content, state and
 * version of a submission stay as they are; the audit trail says who gave it to whom.
 *
 * @param provider admin user id, or the account's name, of the provider who takes it over.
 * @throws {DomainError} review.not_found (404), review.forbidden (403), review.provider_unknown (422).
 */
export async function handOver(
  operation: Operation,
  id: string,
  provider: unknown,
): Promise<DatasetView> {
  const { officer, strapi, at } = operation;
  await strapi.db.connection.transaction(async (trx: Knex.Transaction) => {
    const record = await requireRecord({ ...operation, db: trx }, id, { lock: true });
    if (officer.role === 'provider') {
      throw new DomainError('review.forbidden', 'forbidden', { params: { action: 'handover' } });
    }
    const { rows } = await trx.raw<{ rows: { id: number; user_id: number }[] }>(
      `WITH RECURSIVE heirs AS (
         SELECT ?::int AS id
         UNION SELECT a.successor_id FROM heirs JOIN agencies a ON a.id = heirs.id
         WHERE a.successor_id IS NOT NULL
       )
       SELECT o.id, u.id AS user_id FROM officers o
       JOIN admin_users u ON u.id = o.admin_user_id AND u.is_active
       WHERE o.active AND o.role = 'provider' AND o.agency_id IN (SELECT id FROM heirs)
         AND (u.id::text = ? OR o.document_id = ? OR o.account = ?)`,
      [record.agency_id, ...Array<string>(3).fill(wordOf(provider))],
    );
    const to = rows[0];
    if (!to) throw new DomainError('review.provider_unknown', 'invalid', { path: 'provider' });
    await trx.raw('SELECT guard.note_dataset(?, ?, ?::jsonb)', [
      id,
      'handover',
      JSON.stringify({
        version: record.version,
        actor: officer.userId,
        role: officer.role,
        agency: record.agency_oid,
        reason: null,
        at: at.toISOString(),
        details: { fromProvider: record.provider_user, toProvider: to.user_id },
      }),
    ]);
    await trx('datasets')
      .where({ id: record.id })
      .update({ provider_id: to.id, version: record.version + 1, updated_at: at });
  });
  return readDataset(operation, id);
}

function wordOf(provider: unknown): string {
  if (typeof provider === 'number' || typeof provider === 'string') return String(provider);
  throw new DomainError('review.provider_unknown', 'invalid', { path: 'provider' });
}
