import { Button } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { ListAnswer as List } from '../../../../../contracts/accounts';
import { useText } from '../i18n/useText';
import { Answer, Notice, type Query } from './Answer';
import { Pages } from './Pages';
import type { Filters } from './useUrlFilters';

interface Props<Row> {
  readonly query: Query<List<Row>>;
  readonly filtered: boolean;
  readonly onPage: (changes: Filters) => void;
  readonly onReset: () => void;
  /** What to say where there is nothing at all, and where nothing fits the filters. */
  readonly nothing: {
    readonly title: string;
    readonly text?: string;
    readonly action?: ReactNode;
    readonly noMatch: string;
  };
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** One page of a list with its page turner, or why it is empty and what to do. */
export function ListAnswer<Row>(props: Props<Row>) {
  const { query, filtered, onPage, onReset, nothing, children } = props;
  const { t } = useText();
  const reset = (
    <Button variant="secondary" onClick={onReset}>
      {t('action.reset')}
    </Button>
  );
  return (
    <Answer query={query} otherwise={reset}>
      {({ data, meta: { pagination } }) => {
        if (data.length > 0) {
          return (
            <>
              {children(data)}
              <Pages pagination={pagination} onChange={onPage} />
            </>
          );
        }
        if (pagination.total > 0) return <PastEnd onFirst={() => onPage({ page: '' })} />;
        const { noMatch, ...empty } = nothing;
        if (!filtered) return <Notice {...empty} />;
        return <Notice title={noMatch} text={t('datasets.no_match_hint')} action={reset} />;
      }}
    </Answer>
  );
}

/** A page number beyond the last page, from an old address or because the list has shrunk. */
function PastEnd({ onFirst }: { onFirst: () => void }) {
  const { t } = useText();
  return (
    <Notice
      title={t('list.past_end')}
      text={t('list.past_end_hint')}
      action={<Button onClick={onFirst}>{t('list.first_page')}</Button>}
    />
  );
}
