import { Button, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import type { Pagination } from '../../../../../contracts/accounts';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import { NativeSelect } from './inputs';
import { DEFAULT_PAGE_SIZE, type Filters } from './useUrlFilters';

const SIZES = ['10', '20', '50', '100'];

interface Props {
  readonly pagination: Pagination;
  readonly onChange: (changes: Filters) => void;
}

/** 共 N 項 · 10項/頁 · ‹ 1 › · 前往 1 頁, as the guide shows it. */
export function Pages({ pagination, onChange }: Props) {
  const { t } = useText();
  const { number } = useFormat();
  const { page, pageSize, pageCount, total } = pagination;
  const last = Math.max(pageCount, 1);
  return (
    <Flex gap={4} paddingTop={4} wrap="wrap" justifyContent="flex-end" alignItems="center">
      <Typography aria-live="polite">{t('list.total', { total: number(total) })}</Typography>
      <NativeSelect
        aria-label={t('list.page_size')}
        style={{ width: 'auto' }}
        value={String(pageSize)}
        onChange={({ target }) =>
          onChange({ pageSize: target.value === DEFAULT_PAGE_SIZE ? '' : target.value })
        }
      >
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {t('list.page_size_option', { size })}
          </option>
        ))}
      </NativeSelect>
      <Flex gap={2}>
        <Step to={page - 1} last={last} label={t('list.previous')} sign="‹" onChange={onChange} />
        <Typography aria-label={t('list.pages', { page, pages: last })}>
          {number(page)} / {number(last)}
        </Typography>
        <Step to={page + 1} last={last} label={t('list.next')} sign="›" onChange={onChange} />
      </Flex>
      <GoTo key={page} page={page} last={last} onChange={onChange} />
    </Flex>
  );
}

interface StepProps {
  readonly to: number;
  readonly last: number;
  readonly label: string;
  readonly sign: string;
  readonly onChange: Props['onChange'];
}

function Step({ to, last, label, sign, onChange }: StepProps) {
  return (
    <Button
      variant="tertiary"
      aria-label={label}
      disabled={to < 1 || to > last}
      onClick={() => onChange({ page: String(to) })}
    >
      {sign}
    </Button>
  );
}

interface GoToProps {
  readonly page: number;
  readonly last: number;
  readonly onChange: Props['onChange'];
}

function GoTo({ page, last, onChange }: GoToProps) {
  const { t } = useText();
  const [wanted, setWanted] = useState(String(page));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = Math.min(Math.max(Number(wanted) || 1, 1), last);
    onChange({ page: String(number) });
  };
  return (
    <form onSubmit={submit}>
      <Flex gap={2}>
        <Typography tag="label" htmlFor="go-to-page">
          {t('list.go_to')}
        </Typography>
        <TextInput
          id="go-to-page"
          name="go-to-page"
          inputMode="numeric"
          value={wanted}
          style={{ width: '5rem' }}
          onChange={({ target }: { target: HTMLInputElement }) => setWanted(target.value)}
        />
        <Typography>{t('list.go_to_page')}</Typography>
      </Flex>
    </form>
  );
}
