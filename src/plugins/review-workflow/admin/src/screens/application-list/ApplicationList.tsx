import { LinkButton } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { ApplicationItem } from '../../../../../../contracts/accounts';
import { APPLICATION_ROLES } from '../../../../../../domain/accounts/application';
import { useApplicationsQuery } from '../../api/accounts';
import { AgencyPicker } from '../../components/AgencyPicker';
import { DataTable, type Column } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { ApplicationState, SENT_STATES } from './ApplicationState';

const NAMES = ['q', 'agency', 'role', 'state'];

/** 帳號審核管理 */
export function ApplicationList() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const query = useApplicationsQuery(filters);
  const columns = useApplicationColumns();
  const states = SENT_STATES.map((state) => ({
    value: state,
    label: t(`applications.state.${state}`),
  }));
  const roles = APPLICATION_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));
  return (
    <Screen title={t('applications.title')} crumbs={[{ label: t('menu.accounts') }]}>
      <FilterForm filters={filters} onSearch={change} onReset={reset}>
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
              name="state"
              label={t('account.review_state')}
              value={value('state')}
              options={[{ value: '', label: t('applications.state.all') }, ...states]}
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
          title: t('applications.empty'),
          text: t('applications.empty_hint'),
          noMatch: t('applications.no_match'),
        }}
      >
        {(rows) => (
          <DataTable
            caption={t('applications.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}

function useApplicationColumns(): readonly Column<ApplicationItem>[] {
  const { t } = useText();
  return [
    { key: 'number', title: t('account.number'), cell: ({ number }) => number },
    { key: 'name', title: t('account.name'), cell: ({ name }) => name },
    { key: 'account', title: t('account.account'), cell: ({ account }) => account },
    { key: 'agency', title: t('account.agency'), cell: ({ agency }) => agency.name },
    { key: 'role', title: t('account.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      key: 'certificate',
      title: t('account.certificate'),
      cell: ({ certificate }) => t(`certificate.${certificate.state}`),
    },
    {
      key: 'state',
      title: t('account.review_state'),
      cell: ({ state }) => <ApplicationState state={state} />,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      cell: ({ id, name, allowedDecisions }) => {
        const word = t(allowedDecisions.length > 0 ? 'do.review' : 'do.view');
        return (
          <LinkButton
            tag={Link}
            to={`${ROOT}/accounts/${id}`}
            size="S"
            variant={allowedDecisions.length > 0 ? 'secondary' : 'tertiary'}
            aria-label={`${word} ${name}`}
          >
            {word}
          </LinkButton>
        );
      },
    },
  ];
}
