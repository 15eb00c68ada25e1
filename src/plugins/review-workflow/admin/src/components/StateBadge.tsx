import { Badge, Flex } from '@strapi/design-system';
import type { State } from '../../../../../domain/review/states';
import { useText } from '../i18n/useText';

/** Colour beside the words, never instead of them; each pair passes WCAG AA. */
const COLOURS: Readonly<Record<State, { background: string; text: string }>> = {
  draft: { background: 'neutral150', text: 'neutral800' },
  'listing-review-agency': { background: 'warning100', text: 'warning700' },
  'listing-review-platform': { background: 'secondary100', text: 'secondary700' },
  listed: { background: 'success100', text: 'success700' },
  revising: { background: 'alternative100', text: 'alternative700' },
  'delisting-review-agency': { background: 'warning100', text: 'warning700' },
  'delisting-review-platform': { background: 'secondary100', text: 'secondary700' },
  delisted: { background: 'danger100', text: 'danger700' },
};

interface Props {
  readonly state: State;
  /** `YYYY-MM-DD`; shown while a listed dataset waits for that day. */
  readonly delistOn?: string | null;
}

export function StateBadge({ state, delistOn = null }: Props) {
  const { t } = useText();
  const { background, text } = COLOURS[state];
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Pill background={background} text={text}>
        {t(`state.${state}`)}
      </Pill>
      {state === 'listed' && delistOn !== null && (
        <Pill background="danger100" text="danger700">
          {t('state.scheduled', { date: delistOn })}
        </Pill>
      )}
    </Flex>
  );
}

function Pill({
  background,
  text,
  children,
}: {
  background: string;
  text: string;
  children: string;
}) {
  return (
    // A long state's words must wrap in a narrow column.
    <Badge
      backgroundColor={background}
      textColor={text}
      style={{ height: 'auto', padding: '0.4rem 0.8rem', whiteSpace: 'normal', lineHeight: 1.3 }}
    >
      {children}
    </Badge>
  );
}
