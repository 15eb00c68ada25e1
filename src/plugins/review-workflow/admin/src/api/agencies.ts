import type { ListAnswer } from '../../../../../contracts/accounts';
import type {
  AgencyDetail,
  AgencyInput,
  AgencyMerge,
  AgencyRow,
  AgencySplit,
} from '../../../../../contracts/agencies';
import { corpusApi, FRESH, request, type Params } from './client';

const BASE = '/gov-oidc/agencies';
const TAGS = ['CorpusAgency', 'CorpusAccount'];

const data = <T>({ data: content }: { data: T }): T => content;
const post = (id: string, step: string, body: object) =>
  request({ url: `${BASE}/${id}/${step}`, method: 'POST', data: body });

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    agencyList: build.query<ListAnswer<AgencyRow>, Params>({
      query: (params) => request({ url: BASE, params }),
      providesTags: TAGS,
      ...FRESH,
    }),
    agency: build.query<AgencyDetail, string>({
      query: (id) => request({ url: `${BASE}/${encodeURIComponent(id)}` }),
      transformResponse: data,
      providesTags: TAGS,
      ...FRESH,
    }),
    addAgency: build.mutation<AgencyDetail, AgencyInput>({
      query: (body) => request({ url: BASE, method: 'POST', data: body }),
      transformResponse: data,
      invalidatesTags: TAGS,
    }),
    changeAgency: build.mutation<AgencyDetail, AgencyInput & { id: string }>({
      query: ({ id, ...body }) => request({ url: `${BASE}/${id}`, method: 'PUT', data: body }),
      transformResponse: data,
      invalidatesTags: TAGS,
    }),
    mergeAgency: build.mutation<AgencyDetail, AgencyMerge & { id: string }>({
      query: ({ id, ...body }) => post(id, 'merge', body),
      transformResponse: data,
      invalidatesTags: TAGS,
    }),
    splitAgency: build.mutation<AgencyDetail, AgencySplit & { id: string }>({
      query: ({ id, ...body }) => post(id, 'split', body),
      transformResponse: data,
      invalidatesTags: TAGS,
    }),
    restoreAgency: build.mutation<AgencyDetail, { id: string; reason: string }>({
      query: ({ id, ...body }) => post(id, 'restore', body),
      transformResponse: data,
      invalidatesTags: TAGS,
    }),
  }),
});

export const {
  useAgencyListQuery,
  useAgencyQuery,
  useAddAgencyMutation,
  useChangeAgencyMutation,
  useMergeAgencyMutation,
  useSplitAgencyMutation,
  useRestoreAgencyMutation,
} = api;
