export const FACETS = ['text-type', 'domain', 'language'] as const;
export type Facet = (typeof FACETS)[number];

/** The licence's own term: for ever, or until 31 December of a year (西元). */
export type Validity = { readonly permanent: true } | { readonly untilYear: number };

export interface Contact {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** What a provider writes; codes stand for tags and licence. Empty text is null. */
export interface DatasetContent {
  readonly name: string | null;
  readonly description: string | null;
  readonly keywords: readonly string[];
  readonly textTypes: readonly string[];
  readonly domains: readonly string[];
  readonly languages: readonly string[];
  readonly textTypeOther: string | null;
  readonly domainOther: string | null;
  readonly languageOther: string | null;
  readonly licence: string | null;
  readonly validity: Validity | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly contact: Contact;
}

/** The field that holds the tags of a facet, and the one for 其他. */
export const TAG_FIELDS = [
  { facet: 'text-type', field: 'textTypes', other: 'textTypeOther' },
  { facet: 'domain', field: 'domains', other: 'domainOther' },
  { facet: 'language', field: 'languages', other: 'languageOther' },
] as const satisfies readonly {
  facet: Facet;
  field: keyof DatasetContent;
  other: keyof DatasetContent;
}[];

export const DEFAULT_LICENCE = 'SAITDL-1.0';

export const EMPTY_CONTENT: DatasetContent = {
  name: null,
  description: null,
  keywords: [],
  textTypes: [],
  domains: [],
  languages: [],
  textTypeOther: null,
  domainOther: null,
  languageOther: null,
  licence: null,
  validity: null,
  yearFrom: null,
  yearTo: null,
  contact: { name: null, phone: null, email: null },
};

/** Longest values, in characters. */
export const LIMITS = {
  name: 200,
  description: 5000,
  keyword: 50,
  keywords: 50,
  other: 100,
  contactName: 100,
  contactPhone: 40,
  contactEmail: 254,
} as const;

export const EARLIEST_YEAR = 1000;
export const LATEST_YEAR = 2999;
