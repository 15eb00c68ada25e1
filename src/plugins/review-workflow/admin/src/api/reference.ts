import type { Facet } from '../../../../../domain/dataset/content';
import type { ListAnswer } from '../../../../../contracts/accounts';
import { corpusApi, request } from './client';

/** Of the public interface: these are the same for everybody. */
export interface Tag {
  readonly facet: Facet;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly retired: boolean;
}

export interface Licence {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly version: string;
  readonly open: boolean;
  readonly retired: boolean;
}

export interface Agency {
  readonly oid: string;
  readonly name: string;
}

const TEN_MINUTES = { keepUnusedDataFor: 600 } as const;

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    tags: build.query<readonly Tag[], void>({
      query: () => request({ url: '/api/tags', params: { 'pagination[pageSize]': 100 } }),
      transformResponse: ({ data }: ListAnswer<Tag>) => data,
      providesTags: ['CorpusContent'],
      ...TEN_MINUTES,
    }),
    licences: build.query<readonly Licence[], void>({
      query: () => request({ url: '/api/licences', params: { 'pagination[pageSize]': 100 } }),
      transformResponse: ({ data }: ListAnswer<Licence>) => data,
      providesTags: ['CorpusContent'],
      ...TEN_MINUTES,
    }),
    agencies: build.query<readonly Agency[], string>({
      query: (word) =>
        request({
          url: '/api/agencies',
          params: {
            'pagination[pageSize]': 20,
            ...(/^\d+\./.test(word)
              ? { 'filters[oid][$startsWith]': word }
              : { 'filters[name][$contains]': word }),
          },
        }),
      transformResponse: ({ data }: ListAnswer<Agency>) => data,
    }),
  }),
});

export const { useTagsQuery, useLicencesQuery, useAgenciesQuery } = api;
