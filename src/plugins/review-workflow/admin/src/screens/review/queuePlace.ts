import { DEFAULT_PAGE_SIZE, type Filters } from '../../components/useUrlFilters';

/** So many rows of the queue are asked for at once. */
export const AT_ONCE = 100;

interface Row {
  readonly id: string;
}

interface Around {
  /** Rows of the queue, one after another. */
  readonly rows: readonly Row[];
  /** How many of the queue stand before the first of them. */
  readonly before: number;
}

/** Which hundred of the queue the page is in that the reviewer came from, counted from 1. */
export function hundredOf(filters: Filters): number {
  return Math.floor(((pageOf(filters) - 1) * sizeOf(filters)) / AT_ONCE) + 1;
}

/** The review that comes after this one, or the first of them after the last; and the page that it is on. */
export function nextIn({ rows, before }: Around, id: string, filters: Filters) {
  const after = rows.findIndex((row) => row.id === id) + 1;
  const at = after < rows.length ? after : 0;
  const next = rows[at];
  if (next === undefined || next.id === id) return null;
  return { id: next.id, page: Math.floor((before + at) / sizeOf(filters)) + 1 };
}

function pageOf({ page }: Filters): number {
  return Math.max(Number(page ?? '') || 1, 1);
}

function sizeOf({ pageSize }: Filters): number {
  return Math.max(Number(pageSize ?? '') || Number(DEFAULT_PAGE_SIZE), 1);
}
