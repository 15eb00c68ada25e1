import { Button, LinkButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { useDatasetsQuery } from '../../api/datasets';
import { Answer, Notice } from '../../components/Answer';
import { DataTable } from '../../components/DataTable';
import { Pages } from '../../components/Pages';
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
  return (
    <Screen
      title={t('datasets.title')}
      crumbs={[{ label: t('menu.datasets') }]}
      actions={isProvider && <NewButton label={t('datasets.new')} />}
    >
      <DatasetFilters
        filters={filters}
        onSearch={change}
        onReset={reset}
        withAgency={!isProvider}
      />
      <Answer query={query}>
        {({ data, meta }) =>
          data.length === 0 ? (
            <Nothing filtered={filtered} isProvider={isProvider} reset={reset} />
          ) : (
            <>
              <DataTable
                caption={t('datasets.caption')}
                columns={columns}
                rows={data}
                rowKey={({ id }) => id}
                sort={filters.sort || 'listedAt:desc'}
                onSort={(sort) => change({ sort })}
              />
              <Pages pagination={meta.pagination} onChange={change} />
            </>
          )
        }
      </Answer>
    </Screen>
  );
}

function NewButton({ label }: { label: string }) {
  return (
    <LinkButton tag={Link} to={`${ROOT}/datasets/new`} startIcon={<Plus aria-hidden />}>
      {label}
    </LinkButton>
  );
}

interface NothingProps {
  readonly filtered: boolean;
  readonly isProvider: boolean;
  readonly reset: () => void;
}

function Nothing({ filtered, isProvider, reset }: NothingProps) {
  const { t } = useText();
  if (filtered) {
    return (
      <Notice
        title={t('datasets.no_match')}
        text={t('datasets.no_match_hint')}
        action={
          <Button variant="secondary" onClick={reset}>
            {t('action.reset')}
          </Button>
        }
      />
    );
  }
  return (
    <Notice
      title={t('datasets.empty')}
      text={t(isProvider ? 'datasets.empty_hint' : 'datasets.empty_hint_reader')}
      action={isProvider ? <NewButton label={t('datasets.new')} /> : undefined}
    />
  );
}
