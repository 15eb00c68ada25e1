import { covers } from '../../../../../domain/access/agency-scope';
import { nameFor } from '../../../../../domain/access/masking';
import { missingForSubmission } from '../../../../../domain/review/completeness';
import { allowedActions } from '../../../../../domain/review/decide';
import { isEditable } from '../../../../../domain/review/states';
import type { DatasetFileView } from '../../../../../contracts/dataset-files';
import type { DatasetRow, DatasetView, PersonView } from '../../../../../contracts/datasets';
import { say } from '../../../../../messages';
import {
  contentOf,
  factsOf,
  type DatasetRecord,
  type DatasetRecordWithTags,
} from '../store/dataset-record';
import { today, year, type Operation } from './context';

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A list row as this officer sees it. */
export function toRow(
  operation: Operation,
  record: DatasetRecord,
  agencyHasManager: boolean,
): DatasetRow {
  const { officer } = operation;
  const inScope = covers(officer.scope, { agencyId: record.agency_id });
  const actor = { id: officer.userId, role: officer.role, inScope };
  return {
    id: record.document_id,
    identifier: record.identifier,
    name: record.name,
    state: record.state,
    version: record.version,
    agency: { oid: record.agency_oid, name: record.agency_name },
    provider: personOf(record, inScope),
    isOpen: record.is_open ?? false,
    createdAt: record.created_at.toISOString(),
    submittedAt: iso(record.submitted_at),
    firstListedAt: iso(record.first_listed_at),
    lastListedAt: iso(record.last_listed_at),
    delistedAt: iso(record.delisted_at),
    delistOn: record.delist_on,
    returnReason: record.return_reason,
    hasPublicVersion: record.is_public,
    allowedActions: allowedActions(factsOf(record, agencyHasManager), actor, today(operation)),
    editable:
      inScope &&
      officer.role === 'provider' &&
      record.provider_user === officer.userId &&
      isEditable(record.state),
  };
}

/** The whole dataset as this officer sees it. */
export function toView(
  operation: Operation,
  record: DatasetRecordWithTags,
  files: readonly DatasetFileView[],
  agencyHasManager: boolean,
): DatasetView {
  const content = contentOf(record);
  const sum = (pick: (file: DatasetFileView) => number | null) =>
    files
      .filter(({ state }) => state !== 'refused')
      .reduce((total, file) => total + (pick(file) ?? 0), 0);
  return {
    ...toRow(operation, record, agencyHasManager),
    ...content,
    delistReason: record.delist_reason,
    totalBytes: sum(({ bytes }) => bytes),
    tokens: sum(({ tokens }) => tokens),
    files,
    missing: missingForSubmission(content, files, year(operation)).map((issue) => ({
      ...issue,
      message: say(issue.code, operation.language, issue.params),
    })),
  };
}

function personOf(record: DatasetRecord, inScope: boolean): PersonView | null {
  if (record.provider_user === null) return null;
  return { id: record.provider_user, name: nameFor({ inScope }, record.provider_name) };
}
