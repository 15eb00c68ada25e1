import type { Knex } from 'knex';
import type { DatasetView } from '../../../../../contracts/datasets';
import { DomainError } from '../../../../../domain/errors';
import type { TransferInput } from '../http/transfer-input';
import type { DatasetRecordWithTags } from '../store/dataset-record';
import type { Operation } from './context';
import { readDataset, requireRecord } from './read';

/**
 * A platform admin gives a dataset to another agency, as when one is split. What is public stays
 * public, with the publisher of its day; the provider stays behind, so that the new agency's
 * manager hands it to one of its own. The audit trail says who did it and why.
 *
 * @throws {DomainError} review.not_found (404), review.forbidden (403), review.agency_unknown (422).
 * @throws {DomainError} review.transition_not_allowed (409): reviewers of the old agency have it.
 */
export async function transferDataset(
  operation: Operation,
  id: string,
  input: TransferInput,
): Promise<DatasetView> {
  await operation.strapi.db.connection.transaction(async (trx: Knex.Transaction) => {
    const inside = { ...operation, db: trx };
    const record = await requireRecord(inside, id, { lock: true });
    if (operation.officer.role !== 'platform-admin') {
      throw new DomainError('review.forbidden', 'forbidden', { params: { action: 'transfer' } });
    }
    const to = await requireAgency(trx, input.agency);
    if (to.id === record.agency_id) throw unknown();
    if (record.state.includes('-review-')) {
      throw new DomainError('review.transition_not_allowed', 'conflict', {
        params: { state: record.state, action: 'transfer' },
      });
    }
    await carryOver(inside, record, { to, reason: input.reason });
  });
  return readDataset(operation, id);
}

interface Agency {
  readonly id: number;
  readonly oid: string;
}

async function requireAgency(db: Knex, oid: string): Promise<Agency> {
  const agency = await db('agencies')
    .where({ oid })
    .whereRaw('retired IS NOT TRUE')
    .first<Agency | undefined>('id', 'oid');
  if (!agency) throw unknown();
  return agency;
}

function unknown(): DomainError {
  return new DomainError('review.agency_unknown', 'invalid', { path: 'agency' });
}

async function carryOver(
  { db, officer, at }: Operation,
  record: DatasetRecordWithTags,
  { to, reason }: { readonly to: Agency; readonly reason: string },
): Promise<void> {
  await db.raw('SELECT guard.transfer_dataset(?, ?, ?::jsonb)', [
    record.document_id,
    to.id,
    JSON.stringify({
      version: record.version,
      actor: officer.userId,
      role: officer.role,
      agency: record.agency_oid,
      reason,
      at: at.toISOString(),
      details: { toAgency: to.oid, fromProvider: record.provider_user },
    }),
  ]);
  await db('datasets')
    .where({ document_id: record.document_id })
    .update({
      agency_id: to.id,
      provider_id: null,
      // The public row keeps its own.
      version: db.raw('version + (published_at IS NULL)::int'),
      updated_at: at,
    });
}
