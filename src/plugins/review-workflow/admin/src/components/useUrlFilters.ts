import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export type Filters = Readonly<Record<string, string>>;

export const DEFAULT_PAGE_SIZE = '10';

/**
 * The filters of a list, kept in the address bar: a reload, a bookmark and the back button find the
 * same list again.
 *
 * @param names of the query's parameters besides page, pageSize and sort.
 */
export function useUrlFilters(names: readonly string[]) {
  const [params, setParams] = useSearchParams();
  const known = useMemo(() => [...names, 'page', 'pageSize', 'sort'], [names]);
  const filters = useMemo<Filters>(
    () => Object.fromEntries(known.map((name) => [name, params.get(name) ?? ''])),
    [known, params],
  );
  /** Other filters begin at the first page. */
  const change = useCallback(
    (changes: Filters) => {
      const next = { ...filters, page: '', ...changes };
      setParams(Object.entries(next).filter(([, value]) => value !== ''));
    },
    [filters, setParams],
  );
  const reset = useCallback(() => setParams([]), [setParams]);
  const filtered = names.some((name) => (filters[name] ?? '') !== '');
  return { filters, change, reset, filtered };
}
