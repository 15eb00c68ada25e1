import type { ListAnswer } from '../../../../../contracts/accounts';
import type { MemberRow } from '../../../../../contracts/members';
import { corpusApi, FRESH, request, type Params } from './client';

const BASE = '/members';

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    members: build.query<ListAnswer<MemberRow>, Params>({
      query: (params) => request({ url: BASE, params }),
      providesTags: ['CorpusMember'],
      ...FRESH,
    }),
    setMemberActive: build.mutation<unknown, { id: number; active: boolean }>({
      query: ({ id, active }) =>
        request({ url: `${BASE}/${id}/state`, method: 'POST', data: { active } }),
      invalidatesTags: ['CorpusMember'],
    }),
    eraseMember: build.mutation<unknown, number>({
      query: (id) => request({ url: `${BASE}/${id}`, method: 'DELETE' }),
      invalidatesTags: ['CorpusMember', 'CorpusAccess'],
    }),
  }),
});

export const { useMembersQuery, useSetMemberActiveMutation, useEraseMemberMutation } = api;

/** Where a member's data are given out as one file. */
export function memberExport(id: number): string {
  return `${BASE}/${id}/export`;
}
