import type { Knex } from '../store/knex';
import type { Officer } from '../store/officers';

/** Who caused a change of an account; no user for the identity provider's word and for the system. */
export interface Cause {
  readonly userId: number | null;
  readonly role: string;
}

interface HandOver {
  readonly rowIds: readonly number[];
  readonly from: number | null;
  /** Officer who takes the datasets over; null leaves them to the agency's managers. */
  readonly to: Pick<Officer, 'id' | 'adminUserId'> | null;
  readonly cause: Cause;
  readonly now: Date;
}

/**
 * Data belong to the agency: everything that the officer provided is left to its managers, who hand
 * it to other providers. State and content stay; each dataset gets its entry in the audit trail.
 *
 * @param trx An open transaction.
 * @returns how many datasets were left.
 */
export async function leaveDatasets(
  trx: Knex,
  officer: Officer,
  change: { cause: Cause; now: Date },
): Promise<number> {
  const rows = await trx('datasets')
    .where({ provider_id: officer.id })
    .whereNull('published_at')
    .orderBy('id')
    .forUpdate()
    .select<{ id: number }[]>('id');
  const rowIds = rows.map(({ id }) => id);
  await handOver(trx, { rowIds, from: officer.adminUserId, to: null, ...change });
  return rowIds.length;
}

/**
 * A provider who is enabled again gets back what was left and nobody has taken over since.
 *
 * @param trx An open transaction.
 */
export async function takeBackDatasets(
  trx: Knex,
  officer: Officer,
  change: { cause: Cause; now: Date },
): Promise<void> {
  if (officer.adminUserId === null) return;
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `select d.id from datasets d join guard.dataset r on r.document_id = d.document_id
     where d.provider_id is null and d.published_at is null
       and r.last_move->>'action' = 'handover'
       and r.last_move->'details'->>'fromProvider' = ?
       and r.last_move->'details'->>'toProvider' is null
     order by d.id for update of d`,
    [String(officer.adminUserId)],
  );
  const rowIds = rows.map(({ id }) => id);
  await handOver(trx, { rowIds, from: null, to: officer, ...change });
}

async function handOver(trx: Knex, { rowIds, from, to, cause, now }: HandOver): Promise<void> {
  if (rowIds.length === 0) return;
  await trx.raw(
    `select guard.note_dataset(d.document_id, 'handover', jsonb_build_object(
       'version', d.version, 'actor', ?::int, 'role', ?::text, 'agency', a.oid, 'reason', null,
       'at', ?::text, 'details', jsonb_build_object('fromProvider', ?::int, 'toProvider', ?::int)))
     from datasets d join agencies a on a.id = d.agency_id where d.id = any(?)`,
    [cause.userId, cause.role, now.toISOString(), from, to?.adminUserId ?? null, [...rowIds]],
  );
  await trx('datasets')
    .whereIn('id', [...rowIds])
    .update({ provider_id: to?.id ?? null, version: trx.raw('version + 1'), updated_at: now });
}
