import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { useTasksQuery } from '../../api/datasets';
import { Answer, Notice } from '../../components/Answer';
import { DataTable } from '../../components/DataTable';
import { Pages } from '../../components/Pages';
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
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const columns = useQueueColumns({ chosen, onChoose: setChosen });
  return (
    <Screen title={t('review.title')} crumbs={[{ label: t('menu.datasets') }]}>
      <DatasetFilters
        filters={filters}
        onSearch={change}
        onReset={reset}
        withAgency
        states={REVIEW_STATES}
      />
      <Answer query={query}>
        {({ data, meta }) => {
          const rows = data.filter(({ id }) => chosen.has(id));
          return data.length === 0 ? (
            <Notice
              title={t(filtered ? 'datasets.no_match' : 'review.empty')}
              text={t(filtered ? 'datasets.no_match_hint' : 'review.empty_hint')}
            />
          ) : (
            <>
              <Flex justifyContent="flex-end" paddingBottom={3}>
                <Button
                  variant="secondary"
                  disabled={rows.length === 0}
                  onClick={() => setAsked(true)}
                >
                  {t('review.bulk', { count: rows.length })}
                </Button>
              </Flex>
              <DataTable
                caption={t('review.caption')}
                columns={columns}
                rows={data}
                rowKey={({ id }) => id}
                sort={filters.sort || 'submittedAt:asc'}
                onSort={(sort) => change({ sort })}
              />
              <Pages pagination={meta.pagination} onChange={change} />
              {asked && (
                <BulkApprove
                  rows={rows}
                  onClose={() => {
                    setAsked(false);
                    setChosen(new Set());
                  }}
                />
              )}
            </>
          );
        }}
      </Answer>
    </Screen>
  );
}
