import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import type { Column } from '../../components/DataTable';
import { StateBadge } from '../../components/StateBadge';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { Waiting } from './Waiting';

interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The columns of the guide's queue, with how long each has waited. */
export function useQueueColumns({ chosen, onChoose }: Choice): readonly Column<DatasetRow>[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return [
    {
      key: 'choose',
      title: t('review.choose'),
      cell: ({ id, identifier, name, allowedActions }) =>
        allowedActions.includes('approve') && (
          <input
            type="checkbox"
            aria-label={t('review.choose_named', { name: `${identifier} ${name ?? ''}` })}
            checked={chosen.has(id)}
            style={{ width: '2.4rem', height: '2.4rem' }}
            onChange={() => toggle(id)}
          />
        ),
    },
    {
      key: 'submittedAt',
      title: t('detail.submittedAt'),
      sort: 'submittedAt',
      cell: ({ submittedAt }) => (submittedAt === null ? '' : dateTime(submittedAt)),
    },
    {
      key: 'waiting',
      title: t('review.waiting'),
      cell: ({ submittedAt }) => submittedAt !== null && <Waiting since={submittedAt} />,
    },
    { key: 'identifier', title: t('column.identifier'), cell: ({ identifier }) => identifier },
    { key: 'agency', title: t('column.agency'), cell: ({ agency }) => agency.name },
    {
      key: 'name',
      title: t('column.name'),
      cell: ({ name }) => name ?? t('datasets.unnamed'),
    },
    { key: 'state', title: t('column.state'), cell: ({ state }) => <StateBadge state={state} /> },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: ({ id, identifier }) => (
        <LinkButton
          tag={Link}
          to={`${ROOT}/review/${id}`}
          size="S"
          aria-label={`${t('do.review')} ${identifier}`}
        >
          {t('do.review')}
        </LinkButton>
      ),
    },
  ];
}
