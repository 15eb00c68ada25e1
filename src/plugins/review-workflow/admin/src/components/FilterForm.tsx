import { Button, Flex } from '@strapi/design-system';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../i18n/useText';
import type { Filters } from './useUrlFilters';

interface Props {
  readonly filters: Filters;
  readonly onSearch: (filters: Filters) => void;
  readonly onReset: () => void;
  /** The fields: what stands in one now, and what changes it. */
  readonly children: (
    value: (name: string) => string,
    set: (name: string) => (value: string) => void,
  ) => ReactNode;
}

/** The filters of a list; applied by 搜尋 or Enter, as the guide shows it. */
export function FilterForm({ filters, onSearch, onReset, children }: Props) {
  const { t } = useText();
  const [draft, setDraft] = useState(filters);
  useEffect(() => setDraft(filters), [filters]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(draft);
  };
  return (
    <Form role="search" onSubmit={submit}>
      {children(
        (name) => draft[name] ?? '',
        (name) => (value) => setDraft({ ...draft, [name]: value }),
      )}
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
