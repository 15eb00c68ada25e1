import { Button, Flex } from '@strapi/design-system';
import { useEffect, useState, type FormEvent } from 'react';
import { styled } from 'styled-components';
import { STATES } from '../../../../../../domain/review/states';
import { AgencyPicker } from '../../components/AgencyPicker';
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

/** Keyword, agency, identifier, state; applied by 搜尋 or Enter, as the guide shows it. */
export function DatasetFilters(props: Props) {
  const { filters, onSearch, onReset, withAgency, states = STATES } = props;
  const { t } = useText();
  const [draft, setDraft] = useState(filters);
  useEffect(() => setDraft(filters), [filters]);
  const set = (name: string) => (value: string) => setDraft({ ...draft, [name]: value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(draft);
  };
  const options = [
    { value: '', label: t('state.all') },
    ...states.map((state) => ({ value: state, label: t(`state.${state}`) })),
  ];
  return (
    <Form role="search" onSubmit={submit}>
      <TextField
        name="q"
        label={t('datasets.q')}
        value={draft.q ?? ''}
        maxLength={100}
        onChange={set('q')}
      />
      {withAgency && <AgencyPicker value={draft.agency ?? ''} onChange={set('agency')} />}
      <TextField
        name="identifier"
        label={t('datasets.identifier')}
        value={draft.identifier ?? ''}
        maxLength={8}
        inputMode="numeric"
        onChange={set('identifier')}
      />
      <SelectField
        name="state"
        label={t('state.label')}
        value={draft.state ?? ''}
        options={options}
        onChange={set('state')}
      />
      <Flex gap={2} alignItems="flex-end">
        <Button type="submit" size="L">
          {t('action.search')}
        </Button>
        <Button type="button" size="L" variant="tertiary" onClick={onReset}>
          {t('action.reset')}
        </Button>
      </Flex>
    </Form>
  );
}

const Form = styled.form`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr));
  gap: 1.2rem;
  align-items: end;
  padding-bottom: 2rem;
`;
