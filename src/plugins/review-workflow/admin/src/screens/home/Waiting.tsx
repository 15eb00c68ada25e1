import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SummaryView } from '../../../../../../contracts/officer';
import { TextLink } from '../../components/TextLink';
import { useFormat } from '../../i18n/useFormat';
import type { TextKey } from '../../i18n/messages';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { ROOT } from '../../layout/menu';

interface Line {
  readonly count: number;
  readonly label: TextKey;
  readonly to: string;
}

/** Counts of what this person must do next, each a way to it. */
export function Waiting({ summary }: { summary: SummaryView }) {
  const { t } = useText();
  const { number } = useFormat();
  const { role } = useMe();
  const isProvider = role === 'provider';
  const lines: Line[] = [
    {
      count: summary.tasks,
      label: isProvider ? 'home.returned' : 'home.reviews',
      to: isProvider ? `${ROOT}/datasets?state=revising` : `${ROOT}/review`,
    },
    { count: summary.applications, label: 'home.applications', to: `${ROOT}/accounts` },
    { count: summary.accessApplications, label: 'home.access', to: `${ROOT}/access?state=waiting` },
  ];
  const waiting = lines.filter(({ count }) => count > 0);
  if (waiting.length === 0) return <Typography>{t('home.nothing')}</Typography>;
  return (
    <List>
      {waiting.map(({ count, label, to }) => (
        <li key={label}>
          <TextLink to={to}>
            <strong>{number(count)}</strong> {t(label)}
          </TextLink>
        </li>
      ))}
    </List>
  );
}

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 1.6rem;
  font-size: 1.5rem;
  strong {
    padding-right: 0.4rem;
    font-size: 2.4rem;
    font-weight: 600;
  }
`;
