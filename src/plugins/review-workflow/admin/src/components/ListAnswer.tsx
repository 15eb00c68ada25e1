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
  readonly nothing: { readonly title: string; readonly text?: string; readonly noMatch: string };
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** One page of a list with its page turner, or why it is empty and what to do. */
export function ListAnswer<Row>(props: Props<Row>) {
  const { query, filtered, onPage, onReset, nothing, children } = props;
  const { t } = useText();
  return (
    <Answer query={query}>
      {({ data, meta }) => {
        if (data.length > 0) {
          return (
            <>
              {children(data)}
              <Pages pagination={meta.pagination} onChange={onPage} />
            </>
          );
        }
        if (!filtered) return <Notice {...nothing} />;
        return (
          <Notice
            title={nothing.noMatch}
            text={t('datasets.no_match_hint')}
            action={
              <Button variant="secondary" onClick={onReset}>
                {t('action.reset')}
              </Button>
            }
          />
        );
      }}
    </Answer>
  );
}
