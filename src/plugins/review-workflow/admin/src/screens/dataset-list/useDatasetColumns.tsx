import { Typography } from '@strapi/design-system';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import type { Column } from '../../components/DataTable';
import { TextLink } from '../../components/TextLink';
import { StateBadge } from '../../components/StateBadge';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { RowActions } from './RowActions';

/** The columns of the guide's list. */
export function useDatasetColumns(): readonly Column<DatasetRow>[] {
  const { t } = useText();
  return [
    {
      key: 'listedAt',
      title: t('column.listedAt'),
      sort: 'listedAt',
      width: '10.5rem',
      cell: (row) => <ListedAt row={row} />,
    },
    {
      key: 'identifier',
      title: t('column.identifier'),
      width: '12rem',
      sort: 'identifier',
      cell: ({ identifier }) => identifier,
    },
    {
      key: 'agency',
      title: t('column.agency'),
      width: '9.5rem',
      cell: ({ agency }) => agency.name,
    },
    {
      key: 'name',
      title: t('column.name'),
      sort: 'name',
      cell: ({ id, name }) => (
        <TextLink to={`${ROOT}/datasets/${id}`}>{name ?? t('datasets.unnamed')}</TextLink>
      ),
    },
    {
      key: 'provider',
      title: t('column.provider'),
      width: '7rem',
      cell: ({ provider }) => provider?.name ?? '',
    },
    {
      key: 'state',
      title: t('column.state'),
      width: '18rem',
      sort: 'state',
      cell: ({ state, delistOn }) => <StateBadge state={state} delistOn={delistOn} />,
    },
    {
      key: 'open',
      title: t('column.open'),
      width: '8rem',
      cell: ({ isOpen }) => t(isOpen ? 'yes' : 'no'),
    },
    {
      key: 'actions',
      title: t('column.actions'),
      width: '17.5rem',
      cell: (row) => <RowActions row={row} />,
    },
  ];
}

/** 上架日期: when it was last listed; before that, the time of submission, marked as such. */
function ListedAt({ row }: { row: DatasetRow }) {
  const { t } = useText();
  const { dateTime } = useFormat();
  if (row.lastListedAt !== null) return <>{dateTime(row.lastListedAt)}</>;
  const submitted = row.submittedAt !== null;
  return (
    <>
      {dateTime(row.submittedAt ?? row.createdAt)}
      <br />
      <Typography variant="pi" textColor="neutral700">
        {t(submitted ? 'datasets.submitted_mark' : 'datasets.created_mark')}
      </Typography>
    </>
  );
}
