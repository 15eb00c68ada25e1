import { badQuery, isDictionary } from './errors';
import { readFlag, readValue } from './values';

const MAX_PAGE_SIZE = 100;
/** Far past any page there can be; keeps the offset within a 32-bit number. */
const MAX_PAGE = 1_000_000;

export interface Page {
  readonly limit: number;
  readonly offset: number;
  /** As asked for: by page or by start and limit; decides the words of the answer's meta. */
  readonly by: 'page' | 'start';
  readonly withCount: boolean;
}

/** `pagination[page|pageSize]` or `pagination[start|limit]`; sizes above 100 become 100. */
export function readPagination(pagination: unknown, defaultSize: number): Page {
  const given = pagination === undefined || pagination === null ? {} : pagination;
  if (!isDictionary(given)) throw badQuery('query.invalid_value', 'pagination');
  for (const key of Object.keys(given)) {
    if (!['page', 'pageSize', 'start', 'limit', 'withCount'].includes(key)) {
      throw badQuery('query.unknown_parameter', `pagination.${key.slice(0, 80)}`);
    }
  }
  const withCount =
    given.withCount === undefined || readFlag(given.withCount, 'pagination.withCount');
  const byStart = given.start !== undefined || given.limit !== undefined;
  if (byStart && (given.page !== undefined || given.pageSize !== undefined)) {
    throw badQuery('query.invalid_value', 'pagination');
  }
  if (byStart) {
    const asked = whole(given.limit, {
      path: 'pagination.limit',
      fallback: defaultSize,
      least: -1,
    });
    const limit = asked === -1 ? MAX_PAGE_SIZE : Math.min(asked, MAX_PAGE_SIZE);
    const offset = whole(given.start, { path: 'pagination.start', fallback: 0, least: 0 });
    return { limit, offset, by: 'start', withCount };
  }
  const page = whole(given.page, { path: 'pagination.page', fallback: 1, least: 1 });
  const asked = whole(given.pageSize, {
    path: 'pagination.pageSize',
    fallback: defaultSize,
    least: 1,
  });
  const limit = Math.min(asked, MAX_PAGE_SIZE);
  return { limit, offset: (page - 1) * limit, by: 'page', withCount };
}

function whole(
  value: unknown,
  { path, fallback, least }: { path: string; fallback: number; least: number },
): number {
  if (value === undefined) return fallback;
  const number = readValue('integer', value, path) as number;
  if (number < least) throw badQuery('query.invalid_value', path);
  if (number > MAX_PAGE) throw badQuery('query.too_large', path, { limit: MAX_PAGE });
  return number;
}

/** The answer's `meta.pagination`, in the words in which the page was asked for. */
export function describePage(page: Page, total: number | undefined) {
  if (page.by === 'start') {
    return { start: page.offset, limit: page.limit, ...(total === undefined ? {} : { total }) };
  }
  return {
    page: page.offset / page.limit + 1,
    pageSize: page.limit,
    ...(total === undefined ? {} : { pageCount: Math.ceil(total / page.limit), total }),
  };
}

/** `limit` of a short list without pages: 1 to 100. */
export function readLimit(value: unknown, fallback: number): number {
  if (value === undefined || value === '') return fallback;
  return Math.min(whole(value, { path: 'limit', fallback, least: 1 }), MAX_PAGE_SIZE);
}
