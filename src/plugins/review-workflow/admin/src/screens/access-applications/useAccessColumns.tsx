import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { AccessApplication } from '../../../../../../contracts/access';
import type { Column } from '../../components/DataTable';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { AccessClock, AccessState } from './AccessState';

/** Longer purposes are read on the application's own page. */
const SHOWN = 60;

export function useAccessColumns(): readonly Column<AccessApplication>[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  return [
    {
      key: 'submitted',
      title: t('access.submitted'),
      cell: ({ createdAt }) => dateTime(createdAt),
    },
    {
      key: 'member',
      title: t('access.member'),
      cell: ({ member: { username, email } }) => (
        <>
          {username}
          <div>{email}</div>
        </>
      ),
    },
    {
      key: 'scope',
      title: t('access.scope'),
      cell: ({ datasets, renews }) => (
        <>
          {datasets === null
            ? t('access.scope_all')
            : t('access.scope_some', { count: datasets.length })}
          {renews !== null && <div>{t('access.renewal')}</div>}
        </>
      ),
    },
    {
      key: 'purpose',
      title: t('access.purpose'),
      cell: ({ purpose }) => (purpose.length > SHOWN ? `${purpose.slice(0, SHOWN)}…` : purpose),
    },
    {
      key: 'waiting',
      title: t('access.clock'),
      cell: (application) => <AccessClock application={application} />,
    },
    {
      key: 'state',
      title: t('access.state'),
      cell: (application) => <AccessState application={application} />,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: ({ documentId, state, member }) => {
        const word = t(state === 'waiting' ? 'do.review' : 'do.view');
        return (
          <LinkButton
            tag={Link}
            to={`${ROOT}/access/${documentId}`}
            size="S"
            variant={state === 'waiting' ? 'secondary' : 'tertiary'}
            aria-label={`${word} ${member.username ?? ''}`}
          >
            {word}
          </LinkButton>
        );
      },
    },
  ];
}
