import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AgencyWithoutManager, LeftDataset } from '../../../../../../contracts/accounts';
import { useAgenciesWithoutManagerQuery, useLeftDatasetsQuery } from '../../api/accounts';
import { DataTable, type Column } from '../../components/DataTable';
import { StateBadge } from '../../components/StateBadge';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

/** Where the last manager has left: what waits meanwhile. Nothing is shown where all is well. */
export function AgenciesWithoutManager() {
  const { t } = useText();
  const { date, number } = useFormat();
  const { data } = useAgenciesWithoutManagerQuery();
  if (data === undefined || data.data.length === 0) return null;
  const columns: readonly Column<AgencyWithoutManager>[] = [
    { key: 'agency', title: t('unmanaged.agency'), cell: ({ name }) => name },
    {
      key: 'providers',
      title: t('unmanaged.providers'),
      cell: ({ providers }) => number(providers),
    },
    {
      key: 'applications',
      title: t('unmanaged.applications'),
      cell: ({ pendingApplications }) => number(pendingApplications),
    },
    {
      key: 'reviews',
      title: t('unmanaged.reviews'),
      cell: ({ waitingReviews }) => number(waitingReviews),
    },
    {
      key: 'lastChange',
      title: t('unmanaged.lastChange'),
      cell: ({ lastChangeAt }) => (lastChangeAt === null ? '' : date(lastChangeAt)),
    },
  ];
  return (
    <Section title={t('unmanaged.title')} text={t('unmanaged.text')}>
      <DataTable
        caption={t('unmanaged.caption')}
        columns={columns}
        rows={data.data}
        rowKey={({ oid }) => oid}
      />
    </Section>
  );
}

/** Datasets whose provider has left; to be handed to another. */
export function LeftDatasets() {
  const { t } = useText();
  const { data } = useLeftDatasetsQuery();
  if (data === undefined || data.data.length === 0) return null;
  const columns: readonly Column<LeftDataset>[] = [
    { key: 'identifier', title: t('column.identifier'), cell: ({ identifier }) => identifier },
    { key: 'agency', title: t('column.agency'), cell: ({ agency }) => agency.name },
    {
      key: 'name',
      title: t('column.name'),
      cell: ({ id, name }) => (
        <Link to={`${ROOT}/datasets/${id}`}>{name ?? t('datasets.unnamed')}</Link>
      ),
    },
    { key: 'state', title: t('column.state'), cell: ({ state }) => <StateBadge state={state} /> },
  ];
  return (
    <Section title={t('left.title')} text={t('left.text')}>
      <DataTable
        caption={t('left.caption')}
        columns={columns}
        rows={data.data}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Box tag="section" aria-label={title}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="beta" tag="h2">
          {title}
        </Typography>
        <Typography textColor="neutral700">{text}</Typography>
        {children}
      </Flex>
    </Box>
  );
}
