import { Box, LinkButton, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { AGENCY_STATES } from '../../../../../../contracts/agencies';
import { useAgencyListQuery } from '../../api/agencies';
import { DataTable } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { useAgencyColumns } from './useAgencyColumns';

const NAMES = ['q', 'parent', 'state'];

/** 機關: by name or OID, and where nobody reviews. */
export function AgencyList() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const query = useAgencyListQuery(filters);
  const columns = useAgencyColumns();
  const states = AGENCY_STATES.map((state) => ({
    value: state,
    label: t(`agencies.state.${state}`),
  }));
  return (
    <Screen
      title={t('agencies.title')}
      crumbs={[{ label: t('menu.reference') }]}
      actions={
        <LinkButton tag={Link} to={`${ROOT}/agencies/new`}>
          {t('agencies.new')}
        </LinkButton>
      }
    >
      <Box paddingBottom={5}>
        <Typography textColor="neutral700">{t('agencies.hint')}</Typography>
      </Box>
      <FilterForm filters={filters} onSearch={change} onReset={reset}>
        {(value, set) => (
          <>
            <TextField
              name="q"
              label={t('agencies.q')}
              value={value('q')}
              maxLength={100}
              onChange={set('q')}
            />
            <SelectField
              name="state"
              label={t('agencies.state')}
              value={value('state')}
              options={[{ value: '', label: t('agencies.state.all') }, ...states]}
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
        nothing={{ title: t('agencies.empty'), noMatch: t('agencies.no_match') }}
      >
        {(rows) => (
          <DataTable
            caption={t('agencies.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}
