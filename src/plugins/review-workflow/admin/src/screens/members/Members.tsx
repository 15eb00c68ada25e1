import { Box, Typography } from '@strapi/design-system';
import { MEMBER_STATES } from '../../../../../../contracts/members';
import { useMembersQuery } from '../../api/members';
import { DataTable } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { useMemberColumns } from './useMemberColumns';

const NAMES = ['q', 'state'];

/** 前臺會員管理 */
export function Members() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const { q = '', state = '', page = '', pageSize = '' } = filters;
  const query = useMembersQuery({ q, state, page, pageSize });
  const columns = useMemberColumns();
  const states = MEMBER_STATES.map((value) => ({ value, label: t(`members.state.${value}`) }));
  return (
    <Screen title={t('members.title')} crumbs={[{ label: t('menu.accounts') }]}>
      <Box paddingBottom={5}>
        <Typography textColor="neutral700">{t('members.hint')}</Typography>
      </Box>
      <FilterForm filters={filters} onSearch={change} onReset={reset}>
        {(value, set) => (
          <>
            <TextField
              name="q"
              label={t('members.q')}
              value={value('q')}
              maxLength={100}
              onChange={set('q')}
            />
            <SelectField
              name="state"
              label={t('members.state')}
              value={value('state')}
              options={[{ value: '', label: t('members.state.all') }, ...states]}
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
          title: t('members.empty'),
          text: t('members.empty_hint'),
          noMatch: t('members.no_match'),
        }}
      >
        {(rows) => (
          <DataTable
            caption={t('members.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => String(id)}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}
