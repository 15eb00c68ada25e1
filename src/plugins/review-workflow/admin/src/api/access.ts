import type { ListAnswer } from '../../../../../contracts/accounts';
import { corpusApi, FRESH, request, type Params } from './client';

/** A member's application for restricted data, as reviewers see it. */
export interface AccessApplication {
  readonly documentId: string;
  readonly state: 'waiting' | 'approved' | 'rejected' | 'revoked';
  readonly purpose: string;
  readonly benefit: string;
  /** documentIds; null where it is for all restricted data. */
  readonly datasets: readonly string[] | null;
  readonly evidence: { readonly name: string; readonly bytes: number };
  readonly createdAt: string;
  /** `YYYY-MM-DD`, Asia/Taipei: the day by which an answer is the goal. */
  readonly dueOn: string;
  readonly reason: string | null;
  readonly grantedUntil: string | null;
  readonly overdue: boolean;
  readonly member: { readonly email: string | null; readonly username: string | null };
}

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
      query: (params) => request({ url: '/access-review/applications', params }),
      providesTags: ['CorpusAccess'],
      ...FRESH,
    }),
    decideAccess: build.mutation<unknown, AccessDecision>({
      query: ({ id, ...data }) =>
        request({ url: `/access-review/applications/${id}/decisions`, method: 'POST', data }),
      invalidatesTags: ['CorpusAccess'],
    }),
  }),
});

export const { useAccessApplicationsQuery, useDecideAccessMutation } = api;
