import type { DatasetView } from '../../../../../contracts/datasets';
import { newDocumentId } from '../../../../../db/document-id';
import { DEFAULT_LICENCE, EMPTY_CONTENT } from '../../../../../domain/dataset/content';
import { parseContent } from '../../../../../domain/dataset/parse-content';
import { DomainError } from '../../../../../domain/errors';
import { isEditable } from '../../../../../domain/review/states';
import { contentColumns, loadChoices, writeTags } from '../store/content-writer';
import { contentOf, type DatasetRecordWithTags } from '../store/dataset-record';
import { year, type Operation } from './context';
import { readDataset, requireRecord } from './read';
import { readVersion } from './versions';

/**
 * A new draft of the officer's agency, with its identifier. Nothing is required yet.
 *
 * @throws {DomainError} review.forbidden (403): only providers create.
 * @throws {DomainError} dataset.invalid (422) with every wrong field.
 */
export async function createDataset(operation: Operation, input: unknown): Promise<DatasetView> {
  const { db, officer, at } = operation;
  if (officer.role !== 'provider' || !officer.agency) {
    throw new DomainError('review.forbidden', 'forbidden', { params: { action: 'create' } });
  }
  const agencyId = officer.agency.id;
  const content = parseContent(input, {
    before: { ...EMPTY_CONTENT, licence: DEFAULT_LICENCE },
    choices: await loadChoices(db),
    year: year(operation),
  });
  const id = newDocumentId();
  await db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { identifier: string }[] }>(
      'SELECT guard.create_dataset(?, ?) AS identifier',
      [id, agencyId],
    );
    const [row] = await trx('datasets')
      .insert({
        ...(await contentColumns(trx, content)),
        document_id: id,
        identifier: rows[0]?.identifier,
        agency_id: agencyId,
        provider_id: officer.officerId,
        state: 'draft',
        version: 1,
        created_at: at,
        updated_at: at,
        created_by_id: officer.userId,
        updated_by_id: officer.userId,
      })
      .returning<{ id: number }[]>('id');
    if (row) await writeTags(trx, row.id, content);
  });
  return readDataset(operation, id);
}

/**
 * Changes a draft's content; fields that the input does not name stay.
 *
 * @throws {DomainError} review.not_found (404), review.not_owner (403), review.locked (409),
 *   review.version_required (422), review.stale_version (409), dataset.invalid (422).
 */
export async function updateDataset(
  operation: Operation,
  id: string,
  input: unknown,
): Promise<DatasetView> {
  const { db, officer, at } = operation;
  const { version, rest } = readVersion(input);
  await db.transaction(async (trx) => {
    const record = await requireEditable({ ...operation, db: trx }, id);
    requireVersion(record, version);
    const before = contentOf(record);
    const choices = await loadChoices(trx);
    const content = parseContent(rest, { before, choices, year: year(operation) });
    await trx('datasets')
      .where({ id: record.id })
      .update({
        ...(await contentColumns(trx, content)),
        version: record.version + 1,
        updated_at: at,
        updated_by_id: officer.userId,
      });
    await writeTags(trx, record.id, content);
  });
  return readDataset(operation, id);
}

/**
 * Removes a draft that was never public.
 *
 * @returns the documentIds of its files, whose bytes may now go.
 * @throws {DomainError} review.not_found (404), review.not_owner (403), review.delete_not_allowed (409).
 */
export async function deleteDataset(operation: Operation, id: string): Promise<void> {
  await operation.db.transaction(async (trx) => {
    const record = await requireRecord({ ...operation, db: trx }, id, { lock: true });
    requireOwner(operation, record);
    if (record.state !== 'draft' || record.was_public) {
      throw new DomainError('review.delete_not_allowed', 'conflict', {
        params: { state: record.state },
      });
    }
    await trx.raw('SELECT guard.forget_dataset(?)', [id]);
    await trx('datasets').where({ document_id: id }).delete();
  });
}

/**
 * The draft row, locked for the transaction, if this officer may change its content now.
 *
 * @throws {DomainError} review.not_found (404), review.not_owner (403), review.locked (409).
 */
export async function requireEditable(
  operation: Pick<Operation, 'db' | 'officer'>,
  id: string,
): Promise<DatasetRecordWithTags> {
  const record = await requireRecord(operation, id, { lock: true });
  requireOwner(operation, record);
  if (!isEditable(record.state)) {
    throw new DomainError('review.locked', 'conflict', { params: { state: record.state } });
  }
  return record;
}

function requireOwner({ officer }: Pick<Operation, 'officer'>, record: DatasetRecordWithTags) {
  if (officer.role !== 'provider') throw new DomainError('review.forbidden', 'forbidden');
  if (record.provider_user !== officer.userId)
    throw new DomainError('review.not_owner', 'forbidden');
}

/** @throws {DomainError} review.stale_version (409) with the version and state that are true now. */
export function requireVersion(record: DatasetRecordWithTags, version: number): void {
  if (record.version === version) return;
  throw new DomainError('review.stale_version', 'conflict', {
    params: { version: record.version, state: record.state },
  });
}
