import { getFetchClient } from '@strapi/strapi/admin';
import type { ListAnswer } from '../../../../../contracts/accounts';
import type { AuditRow, VerificationView } from '../../../../../contracts/audit';
import { corpusApi, FRESH, request, type Params } from './client';

const BASE = '/review-workflow/audit';

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    auditEntries: build.query<ListAnswer<AuditRow>, Params>({
      query: (params) => request({ url: BASE, params }),
      ...FRESH,
    }),
    verification: build.query<VerificationView, void>({
      query: () => request({ url: `${BASE}/verification` }),
      transformResponse: ({ data }: { data: VerificationView }) => data,
      ...FRESH,
    }),
    verify: build.mutation<unknown, void>({
      query: () => request({ url: `${BASE}/verification`, method: 'POST' }),
    }),
  }),
});

export const { useAuditEntriesQuery, useVerificationQuery, useVerifyMutation } = api;

/** The whole trail as a file of JSON lines. */
export async function fetchAuditExport(): Promise<Blob> {
  const { data } = await getFetchClient().get(`${BASE}/export`, { responseType: 'blob' });
  return data;
}
