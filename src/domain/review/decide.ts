import { DomainError } from '../errors';
import type { Actor, DatasetFacts, MoveRequest } from './facts';
import { NEEDS } from './needs';
import type { State } from './states';
import { ACTIONS, TRANSITIONS, type Action, type Effect, type Transition } from './transitions';

export interface Decision {
  readonly action: Action;
  readonly from: State;
  readonly to: State;
  readonly effects: readonly Effect[];
  /** A platform admin decided in the place of a manager that the agency lacks. */
  readonly inPlaceOfManager: boolean;
}

/**
 * What a request to move a dataset leads to, by the table and nothing else.
 *
 * @throws {DomainError} review.not_found (404): outside the actor's scope.
 * @throws {DomainError} review.action_unknown (422), review.transition_not_allowed (409).
 * @throws {DomainError} review.forbidden and the reasons in needs.ts (403, 409, 422).
 */
export function decide(facts: DatasetFacts, actor: Actor, request: MoveRequest): Decision {
  if (!actor.inScope) throw new DomainError('review.not_found', 'missing');
  if (!isAction(request.action)) {
    throw new DomainError('review.action_unknown', 'invalid', { path: 'action' });
  }
  const row = pickRow(facts, actor, request, request.action);
  return {
    action: row.action,
    from: facts.state,
    to: resolveTarget(row, facts),
    effects: row.effects,
    inPlaceOfManager: row.needs.includes('no-manager'),
  };
}

/** The actions whose buttons the actor should see now; input (reason, date, completeness) comes later. */
export function allowedActions(facts: DatasetFacts, actor: Actor, today: string): Action[] {
  if (!actor.inScope) return [];
  const request = { action: '', reason: null, delistOn: null, today, incomplete: () => [] };
  const allowed = rowsFor(facts)
    .filter((row) => row.roles.includes(actor.role))
    .filter((row) =>
      row.needs.every((need) => NEEDS[need].onInput ?? NEEDS[need].holds(facts, actor, request)),
    )
    .map((row) => row.action);
  return [...new Set(allowed)];
}

function isAction(value: string): value is Action {
  return (ACTIONS as readonly string[]).includes(value);
}

function rowsFor(facts: DatasetFacts): Transition[] {
  return TRANSITIONS.filter((row: Transition) => row.from.includes(facts.state));
}

/** The first row that fits wholly; else the refusal of the row that came nearest. */
function pickRow(
  facts: DatasetFacts,
  actor: Actor,
  request: MoveRequest,
  action: Action,
): Transition {
  const possible = rowsFor(facts).filter((row) => row.action === action);
  if (possible.length === 0) {
    throw new DomainError('review.transition_not_allowed', 'conflict', {
      params: { state: facts.state, action },
    });
  }
  const mine = possible.filter((row) => row.roles.includes(actor.role));
  if (mine.length === 0)
    throw new DomainError('review.forbidden', 'forbidden', { params: { action } });
  const refusals: { row: Transition; passed: number; refusal: DomainError }[] = [];
  for (const row of mine) {
    const failing = row.needs.findIndex((need) => !NEEDS[need].holds(facts, actor, request));
    const need = row.needs[failing];
    if (need === undefined) return row;
    refusals.push({ row, passed: failing, refusal: NEEDS[need].refusal(facts, request) });
  }
  refusals.sort((a, b) => b.passed - a.passed);
  throw refusals[0]?.refusal ?? new DomainError('review.forbidden', 'forbidden');
}

function resolveTarget(row: Transition, facts: DatasetFacts): State {
  if (row.to === 'same') return facts.state;
  if (row.to !== 'before-submission') return row.to;
  const before = facts.submittedFrom ?? 'revising';
  return before === 'listed' && !facts.hasPublicVersion ? 'delisted' : before;
}
