import { covers } from '../../../../../domain/access/agency-scope';
import { nameFor } from '../../../../../domain/access/masking';
import type { HistoryEntry } from '../../../../../contracts/datasets';
import type { State } from '../../../../../domain/review/states';
import type { Operation } from './context';
import { requireRecord } from './read';

interface Row {
  readonly seq: string;
  readonly at: Date;
  readonly version: number;
  readonly from_state: State;
  readonly to_state: State;
  readonly action: string;
  readonly actor: number | null;
  readonly actor_name: string | null;
  readonly actor_agency: number | null;
  readonly role: string;
  readonly agency: string;
  readonly reason: string | null;
  readonly details: Record<string, unknown>;
  readonly hash: string;
}

/**
 * A dataset's audit entries, newest first. Names of officers outside the reader's scope are masked.
 *
 * @throws {DomainError} review.not_found (404).
 */
export async function readHistory(operation: Operation, id: string): Promise<HistoryEntry[]> {
  await requireRecord(operation, id);
  const { rows } = await operation.db.raw<{ rows: Row[] }>(
    `SELECT e.seq, e.at, e.version, e.from_state, e.to_state, e.action, e.actor, e.role, e.agency,
            e.reason, e.details::json AS details, e.hash, o.name AS actor_name, o.agency_id AS actor_agency
     FROM guard.audit_entry e LEFT JOIN officers o ON o.admin_user_id = e.actor
     WHERE e.dataset = ? ORDER BY e.seq DESC`,
    [id],
  );
  return rows.map((row) => toEntry(operation, row));
}

function toEntry({ officer }: Operation, row: Row): HistoryEntry {
  const inScope = covers(officer.scope, { agencyId: row.actor_agency });
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    version: row.version,
    from: row.from_state,
    to: row.to_state,
    action: row.action,
    actor:
      row.actor === null ? null : { id: row.actor, name: nameFor({ inScope }, row.actor_name) },
    role: row.role,
    agency: row.agency,
    reason: row.reason,
    details: row.details,
    hash: row.hash,
  };
}
