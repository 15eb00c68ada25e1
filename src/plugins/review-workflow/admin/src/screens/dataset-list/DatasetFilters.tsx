import { STATES } from '../../../../../../domain/review/states';
import { AgencyPicker } from '../../components/AgencyPicker';
import { FilterForm } from '../../components/FilterForm';
import { SelectField, TextField } from '../../components/inputs';
import type { Filters } from '../../components/useUrlFilters';
import { useText } from '../../i18n/useText';

interface Props {
  readonly filters: Filters;
  readonly onSearch: (filters: Filters) => void;
  readonly onReset: () => void;
  readonly withAgency: boolean;
  readonly states?: readonly (typeof STATES)[number][];
}

/** Keyword, agency, identifier, state. */
export function DatasetFilters(props: Props) {
  const { filters, onSearch, onReset, withAgency, states = STATES } = props;
  const { t } = useText();
  const options = [
    { value: '', label: t('state.all') },
    ...states.map((state) => ({ value: state, label: t(`state.${state}`) })),
  ];
  return (
    <FilterForm filters={filters} onSearch={onSearch} onReset={onReset}>
      {(value, set) => (
        <>
          <TextField
            name="q"
            label={t('datasets.q')}
            placeholder={t('datasets.q_hint')}
            value={value('q')}
            maxLength={100}
            onChange={set('q')}
          />
          {withAgency && <AgencyPicker value={value('agency')} onChange={set('agency')} />}
          <TextField
            name="identifier"
            label={t('datasets.identifier')}
            placeholder={t('datasets.identifier_hint')}
            value={value('identifier')}
            maxLength={8}
            inputMode="numeric"
            onChange={set('identifier')}
          />
          <SelectField
            name="state"
            label={t('state.label')}
            value={value('state')}
            options={options}
            onChange={set('state')}
          />
        </>
      )}
    </FilterForm>
  );
}
