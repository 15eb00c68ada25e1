import { managersOf, platformAdmins } from '../../../../../access/officer';
import type { Decision } from '../../../../../domain/review/decide';
import { enqueueNotice } from '../../../../../notices/enqueue';
import type { DatasetNotice, NoticeEvent } from '../../../../../notices/notice';
import type { DatasetRecordWithTags } from '../store/dataset-record';
import type { Mover, MoveDetails } from '../store/carry-out';

/**
 * Queues the mails of a move in its transaction: whoever must act next, and the provider, who is
 * told of each decision with its reason; the managers where a dataset has no provider any more.
 */
export async function announce(
  mover: Pick<Mover, 'db' | 'officer'>,
  record: DatasetRecordWithTags,
  decision: Decision,
  details: MoveDetails,
): Promise<void> {
  const dataset = {
    documentId: record.document_id,
    identifier: record.identifier,
    name: record.name,
  };
  const key = `transition:${record.document_id}:${String(record.version + 1)}`;
  const send = (recipients: readonly number[], part: string, event: NoticeEvent) =>
    enqueueNotice(mover.db, {
      recipients: recipients.filter((id) => id !== mover.officer.userId),
      dedupeKey: `${key}:${part}`,
      notice: { ...event, dataset } satisfies DatasetNotice,
    });
  if (decision.to.includes('-review-')) {
    await send(await reviewersOf(mover, record, decision.to), 'task', {
      kind: 'task.waiting',
      state: decision.to,
    });
  }
  const told = toProvider(record, decision, details);
  if (!told) return;
  const { provider_user: provider, agency_id: agency } = record;
  await send(provider === null ? await managersOf(mover.db, agency) : [provider], 'decision', told);
}

/** Who decides in a state: managers of the agency, or platform admins where it has none. */
async function reviewersOf(
  { db }: Pick<Mover, 'db'>,
  record: DatasetRecordWithTags,
  state: string,
): Promise<number[]> {
  const managers = state.endsWith('-agency') ? await managersOf(db, record.agency_id) : [];
  return managers.length > 0 ? managers : platformAdmins(db);
}

function toProvider(
  record: DatasetRecordWithTags,
  { action, to }: Decision,
  { reason }: MoveDetails,
): NoticeEvent | null {
  if (action === 'return') return { kind: 'decision.returned', reason: reason ?? '' };
  if (action === 'cancel-delisting') {
    return { kind: 'decision.delisting-cancelled', reason: reason ?? '' };
  }
  if (action === 'suspend') return { kind: 'decision.delisted', cause: 'suspend', reason };
  if (action === 'expire') return { kind: 'decision.delisted', cause: 'expire', reason: null };
  if (action === 'delist') {
    return { kind: 'decision.delisted', cause: 'request', reason: record.delist_reason };
  }
  if (action !== 'approve') return null;
  if (to === 'delisted') {
    return { kind: 'decision.delisted', cause: 'request', reason: record.delist_reason };
  }
  if (to !== 'listed') return { kind: 'decision.approved', state: to };
  return record.state === 'delisting-review-platform'
    ? { kind: 'decision.delisting-scheduled', delistOn: record.delist_on ?? '' }
    : { kind: 'decision.listed' };
}
