import type {
  ChangesView,
  DatasetRow,
  DatasetView,
  HistoryEntry,
} from '../../../../../contracts/datasets';
import type { ListAnswer } from '../../../../../contracts/accounts';
import type { MeView, SummaryView } from '../../../../../contracts/officer';
import { corpusApi, FRESH, request, type Params } from './client';

const BASE = '/review-workflow';

export interface Move {
  readonly id: string;
  readonly action: string;
  readonly version: number;
  readonly reason?: string;
  readonly delistOn?: string;
}

interface Data<T> {
  readonly data: T;
}
const dataOf = <T>({ data }: Data<T>): T => data;

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    me: build.query<MeView, void>({
      query: () => request({ url: `${BASE}/me` }),
      transformResponse: dataOf<MeView>,
    }),
    summary: build.query<SummaryView, void>({
      query: () => request({ url: `${BASE}/summary` }),
      transformResponse: dataOf<SummaryView>,
      providesTags: ['CorpusDataset', 'CorpusTask'],
      ...FRESH,
    }),
    datasets: build.query<ListAnswer<DatasetRow>, Params>({
      query: (params) => request({ url: `${BASE}/datasets`, params }),
      providesTags: ['CorpusDataset'],
      ...FRESH,
    }),
    tasks: build.query<ListAnswer<DatasetRow>, Params>({
      query: (params) => request({ url: `${BASE}/tasks`, params }),
      providesTags: ['CorpusTask', 'CorpusDataset'],
      ...FRESH,
    }),
    dataset: build.query<DatasetView, string>({
      query: (id) => request({ url: `${BASE}/datasets/${id}` }),
      transformResponse: dataOf<DatasetView>,
      providesTags: ['CorpusDataset', 'CorpusFile'],
      ...FRESH,
    }),
    history: build.query<ListAnswer<HistoryEntry>, string>({
      query: (id) => request({ url: `${BASE}/datasets/${id}/history` }),
      providesTags: ['CorpusDataset'],
      ...FRESH,
    }),
    changes: build.query<ChangesView, string>({
      query: (id) => request({ url: `${BASE}/datasets/${id}/changes` }),
      transformResponse: dataOf<ChangesView>,
      providesTags: ['CorpusDataset'],
      ...FRESH,
    }),
    createDataset: build.mutation<DatasetView, object>({
      query: (data) => request({ url: `${BASE}/datasets`, method: 'POST', data }),
      transformResponse: dataOf<DatasetView>,
    }),
    saveDataset: build.mutation<DatasetView, { id: string; fields: object }>({
      query: ({ id, fields }) =>
        request({ url: `${BASE}/datasets/${id}`, method: 'PUT', data: fields }),
      transformResponse: dataOf<DatasetView>,
    }),
    deleteDataset: build.mutation<unknown, string>({
      query: (id) => request({ url: `${BASE}/datasets/${id}`, method: 'DELETE' }),
      invalidatesTags: ['CorpusDataset', 'CorpusTask'],
    }),
    moveDataset: build.mutation<DatasetView, Move>({
      query: ({ id, ...data }) =>
        request({ url: `${BASE}/datasets/${id}/transitions`, method: 'POST', data }),
      transformResponse: dataOf<DatasetView>,
      invalidatesTags: ['CorpusDataset', 'CorpusTask'],
    }),
    handOver: build.mutation<DatasetView, { id: string; provider: string }>({
      query: ({ id, provider }) =>
        request({ url: `${BASE}/datasets/${id}/handover`, method: 'POST', data: { provider } }),
      transformResponse: dataOf<DatasetView>,
      invalidatesTags: ['CorpusDataset'],
    }),
  }),
});

export const {
  useMeQuery,
  useSummaryQuery,
  useDatasetsQuery,
  useTasksQuery,
  useDatasetQuery,
  useLazyDatasetQuery,
  useHistoryQuery,
  useChangesQuery,
  useCreateDatasetMutation,
  useSaveDatasetMutation,
  useDeleteDatasetMutation,
  useMoveDatasetMutation,
  useHandOverMutation,
} = api;
