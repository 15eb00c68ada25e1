import { Box } from '@strapi/design-system';
import { AUDIT_TRAILS } from '../../../../../../contracts/audit';
import { useAuditEntriesQuery } from '../../api/audit';
import { AgencyPicker } from '../../components/AgencyPicker';
import { DataTable } from '../../components/DataTable';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import { ListAnswer } from '../../components/ListAnswer';
import { Screen } from '../../components/Screen';
import { useUrlFilters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';
import { ExportButton } from './ExportButton';
import { useAuditColumns } from './useAuditColumns';
import { Verification } from './Verification';

const NAMES = ['trail', 'q', 'actor', 'agency', 'since', 'until'];

/** 稽核紀錄: search over everything, verification, export. */
export function Audit() {
  const { t } = useText();
  const { filters, change, reset, filtered } = useUrlFilters(NAMES);
  const query = useAuditEntriesQuery(filters);
  const columns = useAuditColumns();
  return (
    <Screen
      title={t('audit.title')}
      crumbs={[{ label: t('menu.accounts') }]}
      actions={<ExportButton />}
    >
      <Box paddingBottom={5}>
        <Verification />
      </Box>
      <AuditFilters filters={filters} onSearch={change} onReset={reset} />
      <ListAnswer
        query={query}
        filtered={filtered}
        onPage={change}
        onReset={reset}
        nothing={{ title: t('audit.empty'), noMatch: t('audit.no_match') }}
      >
        {(rows) => (
          <DataTable
            caption={t('audit.caption')}
            columns={columns}
            rows={rows}
            rowKey={({ seq }) => String(seq)}
          />
        )}
      </ListAnswer>
    </Screen>
  );
}

function AuditFilters(props: Omit<Parameters<typeof FilterForm>[0], 'children'>) {
  const { t } = useText();
  const trails = AUDIT_TRAILS.map((trail) => ({
    // The first is what the service lists where none is named.
    value: trail === 'datasets' ? '' : trail,
    label: t(`audit.trail.${trail}`),
  }));
  return (
    <FilterForm {...props}>
      {(value, set) => (
        <>
          <SelectField
            name="trail"
            label={t('audit.trail')}
            value={value('trail')}
            options={trails}
            onChange={set('trail')}
          />
          {(['q', 'actor'] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              label={t(`audit.${name}`)}
              value={value(name)}
              maxLength={100}
              onChange={set(name)}
            />
          ))}
          <AgencyPicker value={value('agency')} onChange={set('agency')} />
          {(['since', 'until'] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              type="date"
              label={t(`audit.${name}`)}
              value={value(name)}
              onChange={set(name)}
            />
          ))}
        </>
      )}
    </FilterForm>
  );
}
