import { Flex } from '@strapi/design-system';
import type { AccountItem } from '../../../../../../contracts/accounts';
import { OFFICER_ROLES } from '../../../../../../domain/access/roles';
import { useAccountsQuery } from '../../api/accounts';
import { AgencyPicker } from '../../components/AgencyPicker';
import { DataTable, type Column } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Pill } from '../../components/Pill';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { AccountActions } from './AccountActions';
import { AgenciesWithoutManager, LeftDatasets } from './Unattended';

const NAMES = ['q', 'agency', 'role', 'active'];

/** 帳號管理: accounts in scope, and what nobody looks after. */
export function AccountList() {
  const { t } = useText();
  const { role } = useMe();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const query = useAccountsQuery(filters);
  const columns = useAccountColumns();
  return (
    <Screen title={t('officers.title')} crumbs={[{ label: t('menu.accounts') }]}>
      <AccountFilters filters={filters} onSearch={change} onReset={reset} />
      <ListAnswer
        query={query}
        filtered={filtered}
        onPage={change}
        onReset={reset}
        nothing={{ title: t('officers.empty'), noMatch: t('officers.no_match') }}
      >
        {(rows) => (
          <DataTable
            caption={t('officers.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
          />
        )}
      </ListAnswer>
      <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
        {role === 'platform-admin' && <AgenciesWithoutManager />}
        <LeftDatasets />
      </Flex>
    </Screen>
  );
}

type FilterProps = Omit<Parameters<typeof FilterForm>[0], 'children'>;

function AccountFilters(props: FilterProps) {
  const { t } = useText();
  const roles = OFFICER_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));
  const states = [
    { value: '', label: t('officers.state.all') },
    { value: 'true', label: t('officers.state.active') },
    { value: 'false', label: t('officers.state.disabled') },
  ];
  return (
    <FilterForm {...props}>
      {(value, set) => (
        <>
          <TextField
            name="q"
            label={t('applications.q')}
            value={value('q')}
            maxLength={100}
            onChange={set('q')}
          />
          <AgencyPicker value={value('agency')} onChange={set('agency')} />
          <SelectField
            name="role"
            label={t('account.role')}
            value={value('role')}
            options={[{ value: '', label: t('applications.role.all') }, ...roles]}
            onChange={set('role')}
          />
          <SelectField
            name="active"
            label={t('account.state')}
            value={value('active')}
            options={states}
            onChange={set('active')}
          />
        </>
      )}
    </FilterForm>
  );
}

function useAccountColumns(): readonly Column<AccountItem>[] {
  const { t } = useText();
  return [
    { key: 'number', title: t('account.number'), cell: ({ number }) => number },
    { key: 'name', title: t('account.name'), cell: ({ name }) => name },
    { key: 'account', title: t('account.account'), cell: ({ account }) => account },
    { key: 'agency', title: t('account.agency'), cell: ({ agency }) => agency?.name ?? '' },
    {
      key: 'role',
      title: t('account.role'),
      cell: ({ role }) => (role === null ? t('none') : t(`role.${role}`)),
    },
    { key: 'state', title: t('account.state'), cell: (row) => <AccountState row={row} /> },
    { key: 'actions', title: t('column.actions'), cell: (row) => <AccountActions row={row} /> },
  ];
}

function AccountState({ row: { active, role } }: { row: AccountItem }) {
  const { t } = useText();
  if (!active) return <Pill tone="bad">{t('officers.state.disabled')}</Pill>;
  if (role === null) return <Pill tone="neutral">{t('officers.state.no_role')}</Pill>;
  return <Pill tone="good">{t('officers.state.active')}</Pill>;
}
