import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Role } from '../../../../../domain/access/roles';
import type { Decision } from '../../../../../domain/review/decide';
import type { Effect } from '../../../../../domain/review/transitions';
import type { DatasetRecordWithTags } from './dataset-record';
import { throughTheDoor } from './door';
import { keepSnapshot, restoreLastApproved } from './snapshots';

export interface Mover {
  readonly strapi: Core.Strapi;
  /** The open transaction. */
  readonly db: Knex;
  readonly at: Date;
  readonly officer: { readonly userId: number | null; readonly role: Role };
}

export interface MoveDetails {
  readonly reason: string | null;
  readonly delistOn: string | null;
}

type Columns = Readonly<Record<string, unknown>>;
type Columnist = (mover: Mover, record: DatasetRecordWithTags, details: MoveDetails) => Columns;

/** What each effect writes into the draft row. */
const COLUMNS: Readonly<Partial<Record<Effect, Columnist>>> = {
  freeze: ({ at }) => ({ submitted_at: at }),
  publish: ({ at }, record) => ({
    first_listed_at: record.first_listed_at ?? at,
    last_listed_at: at,
    delisted_at: null,
    return_reason: null,
    delist_on: null,
    delist_reason: null,
  }),
  // What its licence took off the public site during the review stays delisted since then.
  unpublish: ({ at }, { is_public }) => (is_public ? { delisted_at: at } : {}),
  restore: () => ({ return_reason: null }),
  schedule: (_mover, _record, { delistOn, reason }) => ({
    delist_on: delistOn,
    delist_reason: reason,
  }),
  unschedule: () => ({ delist_on: null, delist_reason: null }),
  'remember-reason': (_mover, _record, { reason }) => ({ return_reason: reason }),
};

/**
 * Carries a decision out inside the caller's transaction: the register first (compare-and-swap and
 * audit entry), then the draft row, then what the public reads.
 */
export async function carryOut(
  mover: Mover,
  record: DatasetRecordWithTags,
  decision: Decision,
  details: MoveDetails,
): Promise<void> {
  const { db } = mover;
  const version = record.version + 1;
  await db.raw('SELECT guard.move_dataset(?, ?, ?, ?, ?::jsonb)', [
    record.document_id,
    decision.from,
    decision.action,
    decision.to,
    JSON.stringify(auditMove(mover, record, decision, details)),
  ]);
  const columns = decision.effects.map((effect) => COLUMNS[effect]?.(mover, record, details) ?? {});
  await db('datasets')
    .where({ id: record.id })
    .update({
      ...totalsOf(db, record, decision),
      ...publisherOf(db, record, decision),
      ...Object.assign({}, ...columns),
      state: decision.to,
      version,
      updated_at: mover.at,
    });
  for (const effect of decision.effects) await applyEffect(mover, record, effect, version);
}

function auditMove(
  { at, officer }: Mover,
  record: DatasetRecordWithTags,
  decision: Decision,
  { reason, delistOn }: MoveDetails,
) {
  return {
    version: record.version,
    actor: officer.userId,
    role: officer.role,
    agency: record.agency_oid,
    reason,
    at: at.toISOString(),
    details: {
      ...(decision.inPlaceOfManager && { inPlaceOfManager: true }),
      ...(decision.effects.includes('schedule') && { delistOn }),
    },
  };
}

/** Size and tokens are fixed when the content is. */
function totalsOf(db: Knex, record: DatasetRecordWithTags, { effects }: Decision): Columns {
  if (!effects.includes('freeze')) return {};
  const over = (expression: string) =>
    db.raw(
      `(SELECT ${expression} FROM datasets_files_lnk l JOIN dataset_files f ON f.id = l.dataset_file_id
        WHERE l.dataset_id = ?)`,
      [record.id],
    );
  return {
    total_bytes: over('coalesce(sum(f.bytes), 0)'),
    tokens: over('coalesce(sum(f.tokens), 0)'),
    tokenizer: over('max(f.tokenizer)'),
  };
}

/** Who publishes this version: the agency, or its successor, as it is called on that day. */
function publisherOf(db: Knex, { agency_id }: DatasetRecordWithTags, decision: Decision): Columns {
  if (!decision.effects.includes('publish')) return {};
  return {
    publisher_oid: db.raw(`corpus_responsible(?)->>'oid'`, [agency_id]),
    publisher_name: db.raw(`corpus_responsible(?)->>'name'`, [agency_id]),
  };
}

async function applyEffect(
  mover: Mover,
  record: DatasetRecordWithTags,
  effect: Effect,
  version: number,
): Promise<void> {
  const { strapi, db, at } = mover;
  const documents = () => strapi.documents('api::dataset.dataset');
  const documentId = record.document_id;
  if (effect === 'freeze') await keepSnapshot(db, { documentId, version, kind: 'submitted', at });
  if (effect === 'restore') await restoreLastApproved(db, record);
  if (effect === 'publish') {
    await keepSnapshot(db, { documentId, version, kind: 'approved', at });
    await throughTheDoor(() => documents().publish({ documentId }));
  }
  if (effect === 'unpublish' && record.is_public) {
    await throughTheDoor(() => documents().unpublish({ documentId }));
  }
}
