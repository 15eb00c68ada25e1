import type { AccessApplication, AccessApplicationDetail } from '../../../../../contracts/access';
import type { ListAnswer } from '../../../../../contracts/accounts';
import { corpusApi, FRESH, request, type Params } from './client';

const BASE = '/access-review/applications';

export interface AccessDecision {
  readonly id: string;
  readonly decision: 'approve' | 'reject' | 'revoke';
  readonly reason: string;
  /** Last day of the grant, for approvals. */
  readonly until?: string;
}

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    accessApplications: build.query<ListAnswer<AccessApplication>, Params>({
      query: (params) => request({ url: BASE, params }),
      providesTags: ['CorpusAccess'],
      ...FRESH,
    }),
    accessApplication: build.query<AccessApplicationDetail, string>({
      query: (id) => request({ url: `${BASE}/${encodeURIComponent(id)}` }),
      transformResponse: ({ data }: { data: AccessApplicationDetail }) => data,
      providesTags: ['CorpusAccess'],
      ...FRESH,
    }),
    decideAccess: build.mutation<unknown, AccessDecision>({
      query: ({ id, ...data }) => request({ url: `${BASE}/${id}/decisions`, method: 'POST', data }),
      invalidatesTags: ['CorpusAccess'],
    }),
  }),
});

export const { useAccessApplicationsQuery, useAccessApplicationQuery, useDecideAccessMutation } =
  api;

/** Where the supporting PDF is read. */
export function evidenceOf(id: string): string {
  return `${BASE}/${id}/evidence`;
}
