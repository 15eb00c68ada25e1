import { DomainError } from '../errors';
import type { Actor, DatasetFacts, MoveRequest } from './facts';
import type { Need } from './transitions';

/** Longest reason that is kept, in characters. */
export const MAX_REASON_LENGTH = 2000;

interface Check {
  readonly holds: (facts: DatasetFacts, actor: Actor, request: MoveRequest) => boolean;
  readonly refusal: (facts: DatasetFacts, request: MoveRequest) => DomainError;
  /** Whether it hangs on what the request brings, so that the button is shown all the same. */
  readonly onInput?: true;
}

const forbidden = (code: string) => () => new DomainError(code, 'forbidden');
const conflict = (code: string) => (facts: DatasetFacts) =>
  new DomainError(code, 'conflict', { params: { state: facts.state } });

const isScheduled = ({ state, delistOn }: DatasetFacts) => state === 'listed' && delistOn !== null;

/** Every condition of the transition table, with the refusal it gives. */
export const NEEDS: Readonly<Record<Need, Check>> = {
  own: {
    holds: (facts, actor) => actor.id !== null && facts.providerId === actor.id,
    refusal: forbidden('review.not_owner'),
  },
  submitter: {
    holds: (facts, actor) => actor.id !== null && facts.submittedBy === actor.id,
    refusal: forbidden('review.not_submitter'),
  },
  'not-submitter': {
    holds: (facts, actor) => facts.submittedBy !== actor.id,
    refusal: forbidden('review.own_submission'),
  },
  'not-first-approver': {
    holds: (facts, actor) => facts.firstApprovedBy !== actor.id,
    refusal: forbidden('review.second_approval'),
  },
  'no-manager': {
    holds: (facts) => !facts.agencyHasManager,
    refusal: forbidden('review.manager_decides'),
  },
  scheduled: { holds: isScheduled, refusal: conflict('review.not_scheduled') },
  'not-scheduled': {
    holds: (facts) => !isScheduled(facts),
    refusal: conflict('review.delisting_scheduled'),
  },
  'public-version': {
    holds: (facts) => facts.hasPublicVersion,
    refusal: conflict('review.no_public_version'),
  },
  'no-public-version': {
    holds: (facts) => !facts.hasPublicVersion,
    refusal: conflict('review.transition_not_allowed'),
  },
  'once-public': {
    holds: (facts) => facts.wasPublic,
    refusal: conflict('review.never_listed'),
  },
  'date-reached': {
    holds: (facts, _actor, { today }) => facts.delistOn !== null && facts.delistOn <= today,
    refusal: conflict('review.date_not_reached'),
  },
  'validity-ended': {
    holds: (facts, _actor, { today }) =>
      facts.publicUntilYear !== null && facts.publicUntilYear < Number(today.slice(0, 4)),
    refusal: conflict('review.licence_still_valid'),
  },
  reason: {
    onInput: true,
    holds: (_facts, _actor, { reason }) =>
      reason !== null && reason.trim() !== '' && [...reason].length <= MAX_REASON_LENGTH,
    refusal: (_facts, { reason }) =>
      reason === null || reason.trim() === ''
        ? new DomainError('review.reason_required', 'invalid', { path: 'reason' })
        : new DomainError('review.reason_too_long', 'invalid', {
            path: 'reason',
            params: { max: MAX_REASON_LENGTH },
          }),
  },
  'delisting-date': {
    onInput: true,
    holds: (_facts, _actor, { delistOn, today }) =>
      delistOn !== null && isCalendarDay(delistOn) && delistOn >= today,
    refusal: (_facts, { delistOn }) => {
      if (delistOn === null) {
        return new DomainError('review.delist_date_required', 'invalid', { path: 'delistOn' });
      }
      const code = isCalendarDay(delistOn)
        ? 'review.delist_date_past'
        : 'review.delist_date_invalid';
      return new DomainError(code, 'invalid', { path: 'delistOn' });
    },
  },
  complete: {
    onInput: true,
    holds: (_facts, _actor, { incomplete }) => incomplete().length === 0,
    refusal: (_facts, { incomplete }) =>
      new DomainError('review.incomplete', 'invalid', { issues: incomplete() }),
  },
};

/** Whether the text is a day that exists, `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
}
