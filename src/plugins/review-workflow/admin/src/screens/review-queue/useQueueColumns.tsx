import { LinkButton } from '@strapi/design-system';
import { Link, useLocation } from 'react-router-dom';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import type { Column } from '../../components/DataTable';
import { StateBadge } from '../../components/StateBadge';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { Waiting } from './Waiting';

interface Choice {
  readonly rows: readonly DatasetRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The columns of the guide's queue, with how long each has waited. */
export function useQueueColumns({ rows, chosen, onChoose }: Choice): readonly Column<DatasetRow>[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  const { search } = useLocation();
  const choosable = rows.filter(mayApprove).map(({ id }) => id);
  const allChosen = choosable.length > 0 && choosable.every((id) => chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return [
    {
      key: 'choose',
      title: t('review.choose'),
      head: choosable.length > 0 && (
        <Tick
          label={t('review.choose_all')}
          checked={allChosen}
          onChange={() => onChoose(new Set(allChosen ? [] : choosable))}
        />
      ),
      width: '6rem',
      cell: (row) =>
        mayApprove(row) && (
          <Tick
            label={t('review.choose_named', { name: `${row.identifier} ${row.name ?? ''}` })}
            checked={chosen.has(row.id)}
            onChange={() => toggle(row.id)}
          />
        ),
    },
    {
      key: 'submittedAt',
      title: t('detail.submittedAt'),
      width: '11rem',
      sort: 'submittedAt',
      cell: ({ submittedAt }) => (submittedAt === null ? '' : dateTime(submittedAt)),
    },
    {
      key: 'waiting',
      title: t('review.waiting'),
      width: '13rem',
      cell: ({ submittedAt }) => submittedAt !== null && <Waiting since={submittedAt} />,
    },
    { key: 'identifier', title: t('column.identifier'), cell: ({ identifier }) => identifier },
    { key: 'agency', title: t('column.agency'), cell: ({ agency }) => agency.name },
    {
      key: 'name',
      title: t('column.name'),
      cell: ({ name }) => name ?? t('datasets.unnamed'),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '18rem',
      cell: ({ state }) => <StateBadge state={state} />,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: ({ id, identifier }) => (
        <LinkButton
          tag={Link}
          to={`${ROOT}/review/${id}${search}`}
          size="S"
          aria-label={`${t('do.review')} ${identifier}`}
        >
          {t('do.review')}
        </LinkButton>
      ),
    },
  ];
}

function mayApprove({ allowedActions }: DatasetRow): boolean {
  return allowedActions.includes('approve');
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

function Tick({ label, checked, onChange }: TickProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={checked}
      style={{ width: '2.4rem', height: '2.4rem' }}
      onChange={onChange}
    />
  );
}
