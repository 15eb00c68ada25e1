import type { Knex } from 'knex';
import { managersByAgency } from '../../../../../access/officer';
import { againAfterDeadlock } from '../../../../../db/retry-while-locked';
import { covers } from '../../../../../domain/access/agency-scope';
import { decide, type Decision } from '../../../../../domain/review/decide';
import type { Actor, MoveRequest } from '../../../../../domain/review/facts';
import { missingForSubmission } from '../../../../../domain/review/completeness';
import {
  contentOf,
  factsOf,
  hasManager,
  type DatasetRecordWithTags,
} from '../store/dataset-record';
import { filesOfRow } from '../store/files';
import { carryOut } from '../store/carry-out';
import type { DatasetView } from '../../../../../contracts/datasets';
import { today, year, type Operation } from './context';
import { announce } from './announce';
import { answerOnce } from './idempotency';
import { readDataset, requireRecord } from './read';
import { requireVersion } from './write';

export interface MoveInput {
  readonly action: string;
  readonly version: number;
  readonly reason: string | null;
  readonly delistOn: string | null;
  /** The request's Idempotency-Key, or null. */
  readonly idempotencyKey: string | null;
}

/**
 * Moves one dataset along the review process: decision by the table, compare-and-swap, effects,
 * audit entry, notices, all in one transaction.
 *
 * @returns the dataset after the move.
 * @throws {DomainError} review.not_found (404), review.stale_version, review.stale_state,
 *   review.transition_not_allowed (409), review.forbidden and the refusals of needs.ts.
 * @see product.md, The workflow
 */
export async function moveDataset(
  operation: Operation,
  id: string,
  input: MoveInput,
): Promise<DatasetView> {
  const move = ({ trx }: { trx: Knex }) =>
    answerOnce({ ...operation, db: trx }, { id, input }, async () => {
      const inside = { ...operation, db: trx };
      const record = await requireRecord(inside, id, { lock: true });
      requireVersion(record, input.version);
      const decision = await decideOn(inside, record, input);
      await carryOut(inside, record, decision, input);
      await announce(inside, record, decision, input);
      return readDataset(inside, id);
    });
  return againAfterDeadlock(() => operation.strapi.db.transaction(move));
}

async function decideOn(
  operation: Operation,
  record: DatasetRecordWithTags,
  input: MoveInput,
): Promise<Decision> {
  const { db, officer, language } = operation;
  const managers = await managersByAgency(db, [record.agency_id]);
  const files = input.action === 'submit' ? await filesOfRow(db, record.id, language) : [];
  const actor: Actor = {
    id: officer.userId,
    role: officer.role,
    inScope: covers(officer.scope, { agencyId: record.agency_id }),
  };
  const request: MoveRequest = {
    action: input.action,
    reason: input.reason,
    delistOn: input.delistOn,
    today: today(operation),
    incomplete: () => missingForSubmission(contentOf(record), files, year(operation)),
  };
  return decide(factsOf(record, hasManager(record, managers)), actor, request);
}
