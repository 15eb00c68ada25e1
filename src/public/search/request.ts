import { DomainError } from '../../domain/errors';
import { fold } from '../fold';
import { badQuery, type Dictionary } from '../query/errors';
import { checkParameters } from '../query/list';
import { readFlag, readText, readValue, readValues } from '../query/values';
import { MAX_SEARCH_LENGTH } from './condition';

export const SORTS = ['relevance', 'latest', 'popular', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** Filters by code; several values of one filter mean any of them. */
export const CODE_FILTERS = [
  'textType',
  'domain',
  'language',
  'agency',
  'licence',
  'theme',
] as const;
export type CodeFilter = (typeof CODE_FILTERS)[number];

/** A search as the engine takes it: read, checked and folded. */
export interface SearchRequest {
  /** Folded words; empty finds everything. */
  readonly words: string;
  readonly codes: Readonly<Partial<Record<CodeFilter, readonly string[]>>>;
  /** Publication year within the dataset's range; any of several. */
  readonly years: readonly number[];
  readonly open: boolean | null;
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly facets: boolean;
}

const PARAMETERS = ['q', ...CODE_FILTERS, 'year', 'open', 'sort', 'page', 'pageSize', 'facets'];

/** @throws DomainError search.too_short, query.unknown_parameter, query.invalid_value, query.too_large */
export function readSearch(query: Dictionary): SearchRequest {
  checkParameters(query, PARAMETERS);
  const words = readWords(query.q);
  const sort = query.sort === undefined ? undefined : readSort(query.sort);
  return {
    words,
    codes: Object.fromEntries(
      CODE_FILTERS.flatMap((name) => {
        const codes = readCodes(query[name], name);
        return codes.length === 0 ? [] : [[name, codes]];
      }),
    ),
    years: readCodes(query.year, 'year').map((year) => readYear(year)),
    open: absent(query.open) ? null : readFlag(query.open, 'open'),
    sort: sort ?? (words === '' ? 'latest' : 'relevance'),
    page: readCount(query.page, { path: 'page', fallback: 1, most: 1_000_000 }),
    pageSize: Math.min(
      readCount(query.pageSize, { path: 'pageSize', fallback: 10, most: 1000 }),
      100,
    ),
    facets: !absent(query.facets) && readFlag(query.facets, 'facets'),
  };
}

const absent = (value: unknown): boolean => value === undefined || value === null || value === '';

function readWords(value: unknown): string {
  if (absent(value)) return '';
  const text = readText(value, 'q');
  if ([...text].length > MAX_SEARCH_LENGTH) {
    throw badQuery('query.too_large', 'q', { limit: MAX_SEARCH_LENGTH });
  }
  const words = fold(text).trim();
  if (words !== '' && !words.split(/\s+/).some((word) => [...word].length >= 2)) {
    throw new DomainError('search.too_short', 'bad-request', { path: 'q' });
  }
  return words;
}

function readSort(value: unknown): Sort | undefined {
  if (absent(value)) return undefined;
  const sort = SORTS.find((known) => known === value);
  if (!sort) throw badQuery('query.invalid_value', 'sort');
  return sort;
}

function readCodes(value: unknown, path: string): string[] {
  if (absent(value)) return [];
  const values = readValues('text', value, path) as string[];
  return values.flatMap((text) => text.split(',').map((code) => code.trim())).filter(Boolean);
}

function readYear(text: string): number {
  const year = readValue('integer', text, 'year') as number;
  if (year < 0 || year > 9999) throw badQuery('query.invalid_value', 'year');
  return year;
}

function readCount(
  value: unknown,
  { path, fallback, most }: { path: string; fallback: number; most: number },
): number {
  if (absent(value)) return fallback;
  const number = readValue('integer', value, path) as number;
  if (number < 1) throw badQuery('query.invalid_value', path);
  if (number > most) throw badQuery('query.too_large', path, { limit: most });
  return number;
}
