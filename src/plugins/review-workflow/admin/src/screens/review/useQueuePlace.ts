import { useLocation } from 'react-router-dom';
import { useTasksQuery } from '../../api/datasets';
import { ROOT } from '../../layout/menu';
import { AT_ONCE, hundredOf, nextIn } from './queuePlace';

/** The queue as the reviewer filtered and sorted it, and the review that comes after this one there. */
export function useQueuePlace(id: string) {
  const { search } = useLocation();
  const filters = Object.fromEntries(new URLSearchParams(search));
  const hundred = hundredOf(filters);
  const asked = (page: number) => ({ ...filters, page, pageSize: AT_ONCE });
  const { data } = useTasksQuery(asked(hundred));
  const rows = data?.data ?? [];
  const at = rows.findIndex((row) => row.id === id);
  // Decisions, and going on without one, move the reviewer over the edge of a hundred.
  const gone = data !== undefined && at === -1;
  const { data: last } = useTasksQuery(asked(hundred - 1), { skip: !gone || hundred === 1 });
  const { data: more } = useTasksQuery(asked(hundred + 1), { skip: !gone && at < AT_ONCE - 1 });
  const around = {
    rows: [...(last?.data ?? []), ...rows, ...(more?.data ?? [])],
    before: (hundred - (last === undefined ? 1 : 2)) * AT_ONCE,
  };
  const next = nextIn(around, id, filters);
  const waiting = data?.meta.pagination.total ?? 0;
  const isWaiting = around.rows.some((row) => row.id === id);
  return {
    queue: `${ROOT}/review${search}`,
    next: next === null ? null : `${ROOT}/review/${next.id}${searchAt(search, next.page)}`,
    /** How many wait besides this one. */
    others: isWaiting ? waiting - 1 : waiting,
  };
}

/** The same list, at another page. */
function searchAt(search: string, page: number): string {
  const params = new URLSearchParams(search);
  params.delete('page');
  if (page > 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
