import { useLocation } from 'react-router-dom';
import { useTasksQuery } from '../../api/datasets';
import { ROOT } from '../../layout/menu';

/** So many of the queue are looked at to find the one after this. */
const LOOK_AHEAD = 100;

/** The queue as the reviewer filtered and sorted it, and the review that comes after this one there. */
export function useQueuePlace(id: string) {
  const { search } = useLocation();
  const filters = Object.fromEntries(new URLSearchParams(search));
  const { data } = useTasksQuery({ ...filters, page: '', pageSize: LOOK_AHEAD });
  const rows = data?.data ?? [];
  const here = rows.findIndex((row) => row.id === id);
  const next = rows[here + 1] ?? rows.find((row) => row.id !== id);
  const waiting = data?.meta.pagination.total ?? 0;
  return {
    queue: `${ROOT}/review${search}`,
    next: next === undefined || next.id === id ? null : `${ROOT}/review/${next.id}${search}`,
    /** How many wait besides this one. */
    others: here === -1 ? waiting : waiting - 1,
  };
}
