import { possibleMoves } from './transitions';

/** One entry of the audit trail, as far as the state of its dataset goes. */
export interface TrailMove {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  /** Admin user id; null for the system. */
  readonly actor: number | null;
}

/** What the register must hold after the moves that were made so far. */
export interface Replayed {
  readonly state: string;
  readonly isPublic: boolean;
  readonly wasPublic: boolean;
  readonly submittedBy: number | null;
  readonly submittedFrom: string | null;
  readonly firstApprovedBy: number | null;
}

/** Why an entry cannot have been written by the workflow. */
export type ReplayProblem =
  'from-other-state' | 'not-in-table' | 'own-submission' | 'two-approvals';

/** A dataset before its first move. */
export const FRESH: Replayed = {
  state: 'draft',
  isPublic: false,
  wasPublic: false,
  submittedBy: null,
  submittedFrom: null,
  firstApprovedBy: null,
};

const PUBLIC_AFTER = new Map(
  possibleMoves().map(({ action, from, to, publicAfter }) => [
    `${action} ${from} ${to}`,
    publicAfter,
  ]),
);

/**
 * The state after one more entry of a dataset's trail. An entry that the workflow cannot have
 * written is named and followed all the same, so that what comes after it can still be compared.
 */
export function replay(
  before: Replayed,
  move: TrailMove,
): { readonly after: Replayed; readonly problem: ReplayProblem | null } {
  const problem = problemOf(before, move);
  if (isNote(move)) return { after: { ...before, state: move.to }, problem };
  const publicAfter = PUBLIC_AFTER.get(keyOf(move)) ?? 'keep';
  const submits = move.action === 'submit' || move.action === 'request-delisting';
  const isPublic = publicAfter === 'keep' ? before.isPublic : publicAfter === 'yes';
  return {
    problem,
    after: {
      state: move.to,
      isPublic,
      wasPublic: before.wasPublic || isPublic,
      submittedBy: submits ? move.actor : before.submittedBy,
      submittedFrom: submits ? move.from : before.submittedFrom,
      firstApprovedBy: firstApproverAfter(before, move, submits),
    },
  };
}

/** What is noted of a dataset without moving it: another provider, another agency. */
function isNote({ action }: TrailMove): boolean {
  return action === 'handover' || action === 'transfer';
}

function problemOf(before: Replayed, move: TrailMove): ReplayProblem | null {
  if (move.from !== before.state) return 'from-other-state';
  if (isNote(move)) return move.to === move.from ? null : 'not-in-table';
  if (!PUBLIC_AFTER.has(keyOf(move))) return 'not-in-table';
  if (move.action !== 'approve') return null;
  if (move.actor === null || move.actor === before.submittedBy) return 'own-submission';
  return !isFirstStep(move) && move.actor === before.firstApprovedBy ? 'two-approvals' : null;
}

function firstApproverAfter(before: Replayed, move: TrailMove, submits: boolean): number | null {
  if (submits) return null;
  return move.action === 'approve' && isFirstStep(move) ? move.actor : before.firstApprovedBy;
}

function isFirstStep({ from }: TrailMove): boolean {
  return from.endsWith('-review-agency');
}

function keyOf({ action, from, to }: TrailMove): string {
  return `${action} ${from} ${to}`;
}
