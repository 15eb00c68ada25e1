import { Typography } from '@strapi/design-system';
import type { AccessApplication } from '../../api/access';
import type { Column } from '../../components/DataTable';
import { Pill, type Tone } from '../../components/Pill';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { DecideAccess } from './DecideAccess';

const TONE: Readonly<Record<AccessApplication['state'], Tone>> = {
  waiting: 'waiting',
  approved: 'good',
  rejected: 'bad',
  revoked: 'bad',
};

export function useAccessColumns(): readonly Column<AccessApplication>[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  return [
    {
      key: 'submitted',
      title: t('access.submitted'),
      cell: (row) => (
        <>
          {dateTime(row.createdAt)}
          {row.state === 'waiting' && <Due row={row} />}
        </>
      ),
    },
    {
      key: 'member',
      title: t('access.member'),
      cell: ({ member }) => `${member.username ?? ''} ${member.email ?? ''}`,
    },
    {
      key: 'scope',
      title: t('access.scope'),
      cell: ({ datasets }) =>
        datasets === null
          ? t('access.scope_all')
          : t('access.scope_some', { count: datasets.length }),
    },
    { key: 'purpose', title: t('access.purpose'), cell: ({ purpose }) => purpose },
    { key: 'benefit', title: t('access.benefit'), cell: ({ benefit }) => benefit },
    {
      key: 'state',
      title: t('access.state'),
      cell: ({ state, grantedUntil, reason }) => (
        <>
          <Pill tone={TONE[state]}>{t(`access.state.${state}`)}</Pill>
          {state === 'approved' && grantedUntil !== null && (
            <div>{t('access.until', { day: grantedUntil })}</div>
          )}
          {reason !== null && <div>{reason}</div>}
        </>
      ),
    },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: (row) => <DecideAccess application={row} />,
    },
  ];
}

function Due({ row: { dueOn, overdue } }: { row: AccessApplication }) {
  const { t } = useText();
  return (
    <Typography tag="p" variant="pi" textColor={overdue ? 'danger700' : 'neutral700'}>
      {t(overdue ? 'access.overdue' : 'access.due', { day: dueOn })}
    </Typography>
  );
}
