import { Typography } from '@strapi/design-system';
import type { AccessApplication } from '../../../../../../contracts/access';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import { workingDaysBetween } from '../../../../../../domain/time/working-days';
import { Pill, type Tone } from '../../components/Pill';
import { useText } from '../../i18n/useText';

type State = 'waiting' | 'active' | 'ended' | 'rejected' | 'revoked';

const TONES: Readonly<Record<State, Tone>> = {
  waiting: 'waiting',
  active: 'good',
  ended: 'neutral',
  rejected: 'bad',
  revoked: 'bad',
};

function stateOf({ state, active }: AccessApplication): State {
  if (state !== 'approved') return state;
  return active ? 'active' : 'ended';
}

/** The state in words and, of a grant, its last day. */
export function AccessState({ application }: { application: AccessApplication }) {
  const { t } = useText();
  const state = stateOf(application);
  const { grantedUntil } = application;
  return (
    <>
      <Pill tone={TONES[state]}>{t(`access.state.${state}`)}</Pill>
      {(state === 'active' || state === 'ended') && grantedUntil !== null && (
        <p>{t('access.until', { day: grantedUntil })}</p>
      )}
    </>
  );
}

/** An answer within so many working days is the goal. */
const GOAL_WORKING_DAYS = 7;

/** How many working days it has waited, of the seven of the goal. */
export function AccessClock({ application }: { application: AccessApplication }) {
  const { t } = useText();
  const { createdAt, dueOn, overdue, state } = application;
  if (state !== 'waiting') return null;
  const days = workingDaysBetween(taipeiDay(new Date(createdAt)), taipeiDay(new Date()));
  return (
    <>
      <p>{t('access.days', { days, goal: GOAL_WORKING_DAYS })}</p>
      <Typography tag="p" variant="pi" textColor={overdue ? 'danger700' : 'neutral700'}>
        {t(overdue ? 'access.overdue' : 'access.due', { day: dueOn })}
      </Typography>
    </>
  );
}
