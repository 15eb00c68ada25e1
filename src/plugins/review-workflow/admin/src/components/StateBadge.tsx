import { Flex } from '@strapi/design-system';
import type { State } from '../../../../../domain/review/states';
import { useText } from '../i18n/useText';
import { Pill, type Tone } from './Pill';

/** Colour beside the words, never instead of them. */
const TONE: Readonly<Record<State, Tone>> = {
  draft: 'neutral',
  'listing-review-agency': 'waiting',
  'listing-review-platform': 'next',
  listed: 'good',
  revising: 'changing',
  'delisting-review-agency': 'waiting',
  'delisting-review-platform': 'next',
  delisted: 'bad',
};

interface Props {
  readonly state: State;
  /** `YYYY-MM-DD`; shown while a listed dataset waits for that day. */
  readonly delistOn?: string | null;
}

export function StateBadge({ state, delistOn = null }: Props) {
  const { t } = useText();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Pill tone={TONE[state]}>{t(`state.${state}`)}</Pill>
      {state === 'listed' && delistOn !== null && (
        <Pill tone="bad" inOneLine>
          {t('state.scheduled', { date: delistOn })}
        </Pill>
      )}
    </Flex>
  );
}
