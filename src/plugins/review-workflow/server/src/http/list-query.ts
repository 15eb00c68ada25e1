import { DomainError } from '../../../../../domain/errors';
import { hasForbiddenCharacters } from '../../../../../domain/dataset/text';
import { isState, type State } from '../../../../../domain/review/states';

export const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 10;
export const MAX_PAGE = 1_000_000;

export const SORTS = {
  listedAt: 'coalesce(d.last_listed_at, d.submitted_at, d.created_at)',
  createdAt: 'd.created_at',
  submittedAt: 'd.submitted_at',
  identifier: 'd.identifier',
  name: 'd.name',
  state: 'd.state',
} as const;
export type SortKey = keyof typeof SORTS;

export interface ListQuery {
  readonly q: string | null;
  readonly identifier: string | null;
  readonly agency: string | null;
  readonly states: readonly State[];
  readonly page: number;
  readonly pageSize: number;
  readonly sort: { readonly key: SortKey; readonly descending: boolean };
}

type Query = Readonly<Record<string, unknown>>;

/**
 * Reads the query of a list.
 *
 * @throws {DomainError} query.invalid (422) with the parameter's name as path.
 */
export function readListQuery(query: Query, defaultSort: ListQuery['sort']): ListQuery {
  return {
    q: readWord(query, 'q', 100),
    identifier: readWord(query, 'identifier', 8),
    agency: readWord(query, 'agency', 100),
    states: readStates(query.state),
    page: readInteger(query, 'page', 1, MAX_PAGE),
    // Sizes above the largest become the largest, as on the public site.
    pageSize: Math.min(readInteger(query, 'pageSize', DEFAULT_PAGE_SIZE, MAX_PAGE), MAX_PAGE_SIZE),
    sort: readSort(query.sort, defaultSort),
  };
}

function invalid(path: string): DomainError {
  return new DomainError('query.invalid', 'invalid', { path });
}

export function readWord(query: Query, name: string, max: number): string | null {
  const value = query[name];
  if (value === undefined) return null;
  if (typeof value !== 'string' || value.length > max || hasForbiddenCharacters(value)) {
    throw invalid(name);
  }
  const word = value.trim();
  return word === '' ? null : word;
}

function readStates(value: unknown): State[] {
  if (value === undefined || value === '') return [];
  const states: unknown[] = Array.isArray(value) ? value : [value];
  if (!states.every(isState)) throw invalid('state');
  return [...new Set(states)];
}

export function readInteger(query: Query, name: string, otherwise: number, max: number): number {
  const value = query[name];
  if (value === undefined || value === '') return otherwise;
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) throw invalid(name);
  const number = Number(value);
  if (number < 1 || number > max) throw invalid(name);
  return number;
}

function readSort(value: unknown, otherwise: ListQuery['sort']): ListQuery['sort'] {
  if (value === undefined || value === '') return otherwise;
  const [, key, direction] =
    (typeof value === 'string' && /^(\w+)(?::(asc|desc))?$/.exec(value)) || [];
  if (key === undefined || !Object.hasOwn(SORTS, key)) throw invalid('sort');
  return { key: key as SortKey, descending: direction === 'desc' };
}
