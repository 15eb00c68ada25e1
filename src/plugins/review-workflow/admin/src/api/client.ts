import { adminApi } from '@strapi/strapi/admin';
import { apiLanguage } from '../i18n/language';

/** What a change makes stale. */
export const TAGS = [
  ...['CorpusDataset', 'CorpusFile', 'CorpusTask', 'CorpusAccount', 'CorpusAccess'],
  ...['CorpusContent', 'CorpusAgency', 'CorpusMember'],
];

export type Params = Readonly<
  Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

interface Request {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly data?: unknown;
  readonly params?: Params;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request of Strapi's fetch client, with the person's language and a readable query. */
export function request({ url, method = 'GET', data, params, headers }: Request) {
  return {
    url: `${url}${queryString(params)}`,
    method,
    data,
    config: { headers: { 'Accept-Language': apiLanguage(), ...headers } },
  };
}

/** `?a=1&state=x&state=y`; empty values are left out. */
export function queryString(params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value];
    for (const one of values) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Strapi's own RTK Query API, with the tags of this plugin. */
export const corpusApi = adminApi.enhanceEndpoints({
  addTagTypes: TAGS,
});

/** Answers hold sentences in one language and rights of one moment: never shown from a cache. */
export const FRESH = { keepUnusedDataFor: 0 } as const;
