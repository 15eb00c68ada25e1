import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { useTasksQuery } from '../../api/datasets';
import { DataTable } from '../../components/DataTable';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { DatasetFilters } from '../dataset-list/DatasetFilters';
import { BulkApprove } from './BulkApprove';
import { useQueueColumns } from './useQueueColumns';

const NAMES = ['q', 'agency', 'identifier', 'state'];
const REVIEW_STATES = [
  'listing-review-agency',
  'listing-review-platform',
  'delisting-review-agency',
  'delisting-review-platform',
] as const;

/** 資料審核: what waits for this reviewer, the longest waiting first. */
export function ReviewQueue() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const query = useTasksQuery(filters);
  return (
    <Screen title={t('review.title')} crumbs={[{ label: t('menu.datasets') }]}>
      <DatasetFilters
        filters={filters}
        onSearch={change}
        onReset={reset}
        withAgency
        states={REVIEW_STATES}
      />
      <ListAnswer
        query={query}
        filtered={filtered}
        onPage={change}
        onReset={reset}
        nothing={{
          title: t('review.empty'),
          text: t('review.empty_hint'),
          noMatch: t('datasets.no_match'),
        }}
      >
        {(rows) => (
          <Queue
            rows={rows}
            sort={filters.sort || 'submittedAt:asc'}
            onSort={(sort) => change({ sort })}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}

interface QueueProps {
  readonly rows: readonly DatasetRow[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

/** The rows of one page; those that are chosen can be approved together. */
function Queue({ rows, sort, onSort }: QueueProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const columns = useQueueColumns({ rows, chosen, onChoose: setChosen });
  const together = rows.filter(({ id }) => chosen.has(id));
  const close = () => {
    setAsked(false);
    setChosen(new Set());
  };
  return (
    <>
      <Flex justifyContent="space-between" gap={3} wrap="wrap" paddingBottom={3}>
        <Typography textColor="neutral700">{t('review.bulk_hint')}</Typography>
        <Button variant="success" disabled={together.length === 0} onClick={() => setAsked(true)}>
          {t('review.bulk', { count: together.length })}
        </Button>
      </Flex>
      <DataTable
        caption={t('review.caption')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={sort}
        onSort={onSort}
      />
      {asked && <BulkApprove rows={together} onClose={close} />}
    </>
  );
}
