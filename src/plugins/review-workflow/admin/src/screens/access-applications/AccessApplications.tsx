import { Box, Typography } from '@strapi/design-system';
import { useAccessApplicationsQuery } from '../../api/access';
import { DataTable } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { useAccessColumns } from './useAccessColumns';

const NAMES = ['q', 'state'];
const STATES = ['waiting', 'active', 'ended', 'rejected', 'revoked'] as const;

/** 資料使用申請: members who want restricted data, and whom it was granted. */
export function AccessApplications() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const { q = '', state = '', page = '', pageSize = '' } = filters;
  const query = useAccessApplicationsQuery({ q, state, page, pageSize });
  const columns = useAccessColumns();
  const options = [
    { value: '', label: t('access.state.all') },
    ...STATES.map((value) => ({ value, label: t(`access.state.${value}`) })),
  ];
  return (
    <Screen title={t('access.title')} crumbs={[{ label: t('menu.accounts') }]}>
      <Box paddingBottom={5}>
        <Typography textColor="neutral700">{t('access.hint')}</Typography>
      </Box>
      <FilterForm filters={filters} onSearch={change} onReset={reset}>
        {(value, set) => (
          <>
            <TextField
              name="q"
              label={t('access.q')}
              value={value('q')}
              maxLength={100}
              onChange={set('q')}
            />
            <SelectField
              name="state"
              label={t('access.state')}
              value={value('state')}
              options={options}
              onChange={set('state')}
            />
          </>
        )}
      </FilterForm>
      <ListAnswer
        query={query}
        filtered={filtered}
        onPage={change}
        onReset={reset}
        nothing={{
          title: t('access.empty'),
          text: t('access.empty_hint'),
          noMatch: t('access.no_match'),
        }}
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
