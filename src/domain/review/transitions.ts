import type { Role } from '../access/roles';
import type { State } from './states';

export const ACTIONS = [
  'submit',
  'approve',
  'return',
  'withdraw',
  'revise',
  'discard',
  'request-delisting',
  'cancel-delisting',
  'suspend',
  'delist',
  'expire',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What must hold before a move; each is one predicate in needs.ts. */
export type Need =
  | 'own'
  | 'submitter'
  | 'not-submitter'
  | 'not-first-approver'
  | 'no-manager'
  | 'reason'
  | 'delisting-date'
  | 'complete'
  | 'scheduled'
  | 'not-scheduled'
  | 'date-reached'
  | 'public-version'
  | 'no-public-version'
  | 'once-public'
  | 'validity-ended';

/** What a move does besides changing the state. */
export type Effect =
  'freeze' | 'publish' | 'unpublish' | 'restore' | 'schedule' | 'unschedule' | 'remember-reason';

/** `before-submission`: the state the submission came from, or delisted if its public version is gone. */
export type Target = State | 'before-submission' | 'same';

export interface Transition {
  readonly action: Action;
  readonly from: readonly State[];
  readonly to: Target;
  readonly roles: readonly Role[];
  readonly needs: readonly Need[];
  readonly effects: readonly Effect[];
}

const PUBLIC_POSSIBLE = [
  'listing-review-agency',
  'listing-review-platform',
  'listed',
  'revising',
  'delisting-review-agency',
  'delisting-review-platform',
] as const satisfies readonly State[];

const WITHOUT_LISTED = [
  'listing-review-agency',
  'listing-review-platform',
  'revising',
  'delisting-review-agency',
  'delisting-review-platform',
] as const satisfies readonly State[];

/**
 * The whole review process. A move that is not here cannot happen. Where several rows fit a state
 * and an action, the first whose needs hold is taken.
 *
 * @see product.md, The workflow; user guide pp. 13-37
 */
// prettier-ignore
export const TRANSITIONS = [
  { action: 'submit', from: ['draft', 'revising'], to: 'listing-review-agency', roles: ['provider'], needs: ['own', 'complete'], effects: ['freeze'] },

  { action: 'approve', from: ['listing-review-agency'], to: 'listing-review-platform', roles: ['agency-manager'], needs: ['not-submitter'], effects: [] },
  { action: 'approve', from: ['listing-review-agency'], to: 'listing-review-platform', roles: ['platform-admin'], needs: ['not-submitter', 'no-manager'], effects: [] },
  { action: 'approve', from: ['listing-review-platform'], to: 'listed', roles: ['platform-admin'], needs: ['not-submitter', 'not-first-approver'], effects: ['publish'] },

  { action: 'return', from: ['listing-review-agency'], to: 'revising', roles: ['agency-manager'], needs: ['reason'], effects: ['remember-reason'] },
  { action: 'return', from: ['listing-review-agency'], to: 'revising', roles: ['platform-admin'], needs: ['no-manager', 'reason'], effects: ['remember-reason'] },
  { action: 'return', from: ['listing-review-platform'], to: 'revising', roles: ['platform-admin'], needs: ['reason'], effects: ['remember-reason'] },

  { action: 'withdraw', from: ['listing-review-agency', 'delisting-review-agency'], to: 'before-submission', roles: ['provider'], needs: ['submitter'], effects: ['unschedule'] },

  { action: 'revise', from: ['listed', 'delisted'], to: 'revising', roles: ['provider'], needs: ['own', 'not-scheduled'], effects: ['unschedule'] },
  { action: 'discard', from: ['revising'], to: 'listed', roles: ['provider'], needs: ['own', 'public-version'], effects: ['restore'] },
  { action: 'discard', from: ['revising'], to: 'delisted', roles: ['provider'], needs: ['own', 'once-public', 'no-public-version'], effects: ['restore'] },

  { action: 'request-delisting', from: ['listed', 'revising'], to: 'delisting-review-agency', roles: ['provider'], needs: ['own', 'public-version', 'not-scheduled', 'delisting-date', 'reason'], effects: ['schedule'] },

  { action: 'approve', from: ['delisting-review-agency'], to: 'delisting-review-platform', roles: ['agency-manager'], needs: ['not-submitter'], effects: [] },
  { action: 'approve', from: ['delisting-review-agency'], to: 'delisting-review-platform', roles: ['platform-admin'], needs: ['not-submitter', 'no-manager'], effects: [] },
  { action: 'approve', from: ['delisting-review-platform'], to: 'delisted', roles: ['platform-admin'], needs: ['not-submitter', 'not-first-approver', 'date-reached'], effects: ['unpublish'] },
  { action: 'approve', from: ['delisting-review-platform'], to: 'delisted', roles: ['platform-admin'], needs: ['not-submitter', 'not-first-approver', 'no-public-version'], effects: ['unpublish', 'unschedule'] },
  { action: 'approve', from: ['delisting-review-platform'], to: 'listed', roles: ['platform-admin'], needs: ['not-submitter', 'not-first-approver'], effects: [] },
  { action: 'cancel-delisting', from: ['listed'], to: 'listed', roles: ['platform-admin'], needs: ['scheduled', 'reason'], effects: ['unschedule'] },

  { action: 'return', from: ['delisting-review-agency'], to: 'revising', roles: ['agency-manager'], needs: ['reason'], effects: ['remember-reason', 'unschedule'] },
  { action: 'return', from: ['delisting-review-agency'], to: 'revising', roles: ['platform-admin'], needs: ['no-manager', 'reason'], effects: ['remember-reason', 'unschedule'] },
  { action: 'return', from: ['delisting-review-platform'], to: 'revising', roles: ['platform-admin'], needs: ['reason'], effects: ['remember-reason', 'unschedule'] },

  { action: 'suspend', from: PUBLIC_POSSIBLE, to: 'delisted', roles: ['platform-admin'], needs: ['public-version', 'reason'], effects: ['unpublish', 'unschedule'] },

  { action: 'delist', from: ['listed'], to: 'delisted', roles: ['system'], needs: ['scheduled', 'date-reached'], effects: ['unpublish'] },
  { action: 'expire', from: ['listed'], to: 'delisted', roles: ['system'], needs: ['public-version', 'validity-ended'], effects: ['unpublish', 'unschedule'] },
  { action: 'expire', from: WITHOUT_LISTED, to: 'same', roles: ['system'], needs: ['public-version', 'validity-ended'], effects: ['unpublish'] },
] as const satisfies readonly Transition[];

/** Every (action, from, to) that the table can give, for the database's own copy of the table. */
export function possibleMoves(): {
  action: Action;
  from: State;
  to: State;
  publicAfter: 'keep' | 'yes' | 'no';
}[] {
  return TRANSITIONS.flatMap((row: Transition) =>
    row.from.flatMap((from) =>
      targetsOf(row, from).map((to) => ({
        action: row.action,
        from,
        to,
        publicAfter: publicAfter(row),
      })),
    ),
  );
}

function publicAfter({ effects }: Transition): 'keep' | 'yes' | 'no' {
  if (effects.includes('publish')) return 'yes';
  return effects.includes('unpublish') ? 'no' : 'keep';
}

function targetsOf({ to }: Transition, from: State): State[] {
  if (to === 'same') return [from];
  if (to !== 'before-submission') return [to];
  return from === 'listing-review-agency'
    ? ['draft', 'revising']
    : ['listed', 'revising', 'delisted'];
}
