import type {
  AccountItem,
  AccountStateRequest,
  AgencyWithoutManager,
  ApplicationDetail,
  ApplicationItem,
  DecisionRequest,
  LeftDataset,
  ListAnswer,
} from '../../../../../contracts/accounts';
import { corpusApi, FRESH, request, type Params } from './client';

const BASE = '/gov-oidc';

interface RoleRequest {
  readonly role: 'platform-admin' | null;
  readonly remark: string;
}

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    applications: build.query<ListAnswer<ApplicationItem>, Params>({
      query: (params) => request({ url: `${BASE}/applications`, params }),
      providesTags: ['CorpusAccount'],
      ...FRESH,
    }),
    application: build.query<ApplicationDetail, string>({
      query: (id) => request({ url: `${BASE}/applications/${encodeURIComponent(id)}` }),
      transformResponse: ({ data }: { data: ApplicationDetail }) => data,
      providesTags: ['CorpusAccount'],
      ...FRESH,
    }),
    decideApplication: build.mutation<unknown, DecisionRequest & { id: string }>({
      query: ({ id, ...data }) =>
        request({ url: `${BASE}/applications/${id}/decisions`, method: 'POST', data }),
      invalidatesTags: ['CorpusAccount', 'CorpusTask'],
    }),
    accounts: build.query<ListAnswer<AccountItem>, Params>({
      query: (params) => request({ url: `${BASE}/accounts`, params }),
      providesTags: ['CorpusAccount'],
      ...FRESH,
    }),
    setAccountState: build.mutation<unknown, AccountStateRequest & { id: string }>({
      query: ({ id, ...data }) =>
        request({ url: `${BASE}/accounts/${id}/state`, method: 'POST', data }),
      invalidatesTags: ['CorpusAccount', 'CorpusTask'],
    }),
    setAccountRole: build.mutation<unknown, RoleRequest & { id: string }>({
      query: ({ id, ...data }) =>
        request({ url: `${BASE}/accounts/${id}/role`, method: 'POST', data }),
      invalidatesTags: ['CorpusAccount', 'CorpusTask'],
    }),
    agenciesWithoutManager: build.query<ListAnswer<AgencyWithoutManager>, void>({
      query: () => request({ url: `${BASE}/agencies-without-manager`, params: { pageSize: 100 } }),
      providesTags: ['CorpusAccount', 'CorpusTask'],
      ...FRESH,
    }),
    leftDatasets: build.query<ListAnswer<LeftDataset>, void>({
      query: () => request({ url: `${BASE}/left-datasets`, params: { pageSize: 100 } }),
      providesTags: ['CorpusAccount', 'CorpusDataset'],
      ...FRESH,
    }),
  }),
});

export const {
  useApplicationsQuery,
  useApplicationQuery,
  useDecideApplicationMutation,
  useAccountsQuery,
  useSetAccountStateMutation,
  useSetAccountRoleMutation,
  useAgenciesWithoutManagerQuery,
  useLeftDatasetsQuery,
} = api;
