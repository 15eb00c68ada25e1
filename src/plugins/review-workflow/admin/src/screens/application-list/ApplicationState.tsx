import {
  APPLICATION_STATES,
  type ApplicationState as State,
} from '../../../../../../domain/accounts/application';
import { Pill, type Tone } from '../../components/Pill';
import { useText } from '../../i18n/useText';

/** Those that a reviewer can see. */
export const SENT_STATES = APPLICATION_STATES.filter((state) => state !== 'saved');

const TONE: Readonly<Record<State, Tone>> = {
  saved: 'neutral',
  pending: 'waiting',
  approved: 'good',
  rejected: 'bad',
  superseded: 'neutral',
};

/** 審核狀態 */
export function ApplicationState({ state }: { state: State }) {
  const { t } = useText();
  return <Pill tone={TONE[state]}>{t(`applications.state.${state}`)}</Pill>;
}
