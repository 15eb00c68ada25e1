import type { CodeFilter, SearchRequest } from './request';

/** One value of one filter and how many of the found datasets have it. */
export interface FacetCount {
  /** Code, agency OID, year or true/false: what the filter takes. */
  readonly value: string;
  readonly label: string;
  readonly labelEn: string | null;
  readonly count: number;
}

export type FacetName = CodeFilter | 'year' | 'open';
export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

export interface SearchResult {
  readonly total: number;
  /** Found datasets of the page as JSON texts, each with its highlights. */
  readonly bodies: readonly string[];
  /** Changes whenever one of these datasets does. */
  readonly version: string;
  readonly facets: Facets | null;
}

/**
 * What finds datasets. PostgreSQL does by default; another engine takes its place by implementing
 * this over the same published rows.
 */
export interface SearchEngine {
  search(request: SearchRequest): Promise<SearchResult>;
}
