import { managersByAgency } from '../../../../../access/officer';
import type { DatasetRow, DatasetView } from '../../../../../contracts/datasets';
import { covers } from '../../../../../domain/access/agency-scope';
import { DomainError } from '../../../../../domain/errors';
import { isDocumentId } from '../http/document-id';
import type { ListQuery } from '../http/list-query';
import {
  findRecord,
  hasManager,
  type DatasetRecord,
  type DatasetRecordWithTags,
} from '../store/dataset-record';
import { listRecords } from '../store/dataset-list';
import { filesOfRow } from '../store/files';
import type { Operation } from './context';
import { toRow, toView } from './views';

/** The datasets in the officer's scope that fit the query, one page of them. */
export async function listDatasets(
  operation: Operation,
  query: ListQuery,
): Promise<{ rows: DatasetRow[]; total: number }> {
  const { rows, total } = await listRecords(operation.db, operation.officer.scope, query);
  return { rows: await toRows(operation, rows), total };
}

export async function toRows(
  operation: Operation,
  records: readonly DatasetRecord[],
): Promise<DatasetRow[]> {
  const managers = await managersFor(operation, records);
  return records.map((record) => toRow(operation, record, hasManager(record, managers)));
}

/** Only a platform admin's buttons hang on whether an agency has a manager. */
function managersFor(operation: Operation, records: readonly DatasetRecord[]) {
  if (operation.officer.role !== 'platform-admin')
    return Promise.resolve(new Map<number, number[]>());
  const waiting = records.filter(({ state }) => state.endsWith('-review-agency'));
  return managersByAgency(operation.db, [...new Set(waiting.map(({ agency_id }) => agency_id))]);
}

/**
 * One dataset, whole.
 *
 * @throws {DomainError} review.not_found (404): no such dataset, or outside the officer's scope.
 */
export async function readDataset(operation: Operation, id: string): Promise<DatasetView> {
  return viewOf(operation, await requireRecord(operation, id));
}

export async function viewOf(
  operation: Operation,
  record: DatasetRecordWithTags,
): Promise<DatasetView> {
  const [files, managers] = await Promise.all([
    filesOfRow(operation.db, record.id, operation.language),
    managersFor(operation, [record]),
  ]);
  return toView(operation, record, files, hasManager(record, managers));
}

/** The draft row, if it is in the officer's scope; what is outside does not exist for the officer. */
export async function requireRecord(
  { db, officer }: Pick<Operation, 'db' | 'officer'>,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DatasetRecordWithTags> {
  const record = isDocumentId(id) ? await findRecord(db, id, options) : undefined;
  if (!record || !covers(officer.scope, { agencyId: record.agency_id })) {
    throw new DomainError('review.not_found', 'missing');
  }
  return record;
}
