import { LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { useDatasetsQuery } from '../../api/datasets';
import { DataTable } from '../../components/DataTable';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { ROOT } from '../../layout/menu';
import { DatasetFilters } from './DatasetFilters';
import { useDatasetColumns } from './useDatasetColumns';

const NAMES = ['q', 'identifier', 'state', 'agency'];

/** 資料集列表 */
export function DatasetList() {
  const { t } = useText();
  const { role } = useMe();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const query = useDatasetsQuery(filters);
  const columns = useDatasetColumns();
  const isProvider = role === 'provider';
  const newButton = isProvider ? <NewButton label={t('datasets.new')} /> : undefined;
  return (
    <Screen
      title={t('datasets.title')}
      crumbs={[{ label: t('menu.datasets') }]}
      actions={newButton}
    >
      <DatasetFilters
        filters={filters}
        onSearch={change}
        onReset={reset}
        withAgency={!isProvider}
      />
      <ListAnswer
        query={query}
        filtered={filtered}
        onPage={change}
        onReset={reset}
        nothing={{
          title: t('datasets.empty'),
          text: t(isProvider ? 'datasets.empty_hint' : 'datasets.empty_hint_reader'),
          action: newButton,
          noMatch: t('datasets.no_match'),
        }}
      >
        {(rows) => (
          <DataTable
            caption={t('datasets.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={filters.sort || 'listedAt:desc'}
            onSort={(sort) => change({ sort })}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}

function NewButton({ label }: { label: string }) {
  return (
    <LinkButton tag={Link} to={`${ROOT}/datasets/new`} size="L" startIcon={<Plus aria-hidden />}>
      {label}
    </LinkButton>
  );
}
