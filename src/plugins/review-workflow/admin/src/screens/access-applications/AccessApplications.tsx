import { useAccessApplicationsQuery } from '../../api/access';
import { DataTable } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { useAccessColumns } from './useAccessColumns';

const NAMES = ['state'];
const STATES = ['waiting', 'approved', 'rejected', 'revoked'] as const;

/** 資料使用申請: members who want restricted data, what is due first at the top. */
export function AccessApplications() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const { state = '', page = '', pageSize = '' } = filters;
  const query = useAccessApplicationsQuery({ state, page, pageSize });
  const columns = useAccessColumns();
  const options = [
    { value: '', label: t('access.state.all') },
    ...STATES.map((value) => ({ value, label: t(`access.state.${value}`) })),
  ];
  return (
    <Screen title={t('access.title')}>
      <FilterForm filters={filters} onSearch={change} onReset={reset}>
        {(value, set) => (
          <SelectField
            name="state"
            label={t('access.state')}
            value={value('state')}
            options={options}
            onChange={set('state')}
          />
        )}
      </FilterForm>
      <ListAnswer
        query={query}
        filtered={filtered}
        onPage={change}
        onReset={reset}
        nothing={{ title: t('access.empty'), noMatch: t('access.no_match') }}
      >
        {(rows) => (
          <DataTable
            caption={t('access.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ documentId }) => documentId}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}
