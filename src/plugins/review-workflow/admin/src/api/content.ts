import { getFetchClient } from '@strapi/strapi/admin';
import type { ContentEvent, EditedKind, EditedOf, Picture } from '../../../../../contracts/content';
import { corpusApi, FRESH, request } from './client';

const BASE = '/review-workflow/content';

/** Any record that is edited here, as the generic form sees it. */
export type AnyRecord = EditedOf[EditedKind];
export type Fields = Readonly<Record<string, unknown>>;

interface One {
  readonly kind: EditedKind;
  readonly id: string;
}

const data = <T>({ data: content }: { data: T }): T => content;
/** The tags, licences and words that other screens keep are stale, too. */
const CHANGES = ['CorpusContent'] as const;

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    content: build.query<readonly AnyRecord[], EditedKind>({
      query: (kind) => request({ url: `${BASE}/${kind}` }),
      transformResponse: data,
      providesTags: [...CHANGES],
      ...FRESH,
    }),
    contentHistory: build.query<readonly ContentEvent[], One>({
      query: ({ kind, id }) => request({ url: `${BASE}/${kind}/${id}/history` }),
      transformResponse: data,
      providesTags: [...CHANGES],
      ...FRESH,
    }),
    createContent: build.mutation<AnyRecord, { kind: EditedKind; fields: Fields }>({
      query: ({ kind, fields }) =>
        request({ url: `${BASE}/${kind}`, method: 'POST', data: fields }),
      transformResponse: data,
      invalidatesTags: [...CHANGES],
    }),
    updateContent: build.mutation<AnyRecord, One & { version: string; fields: Fields }>({
      query: ({ kind, id, version, fields }) =>
        request({ url: `${BASE}/${kind}/${id}`, method: 'PUT', data: { ...fields, version } }),
      transformResponse: data,
      invalidatesTags: [...CHANGES],
    }),
    removeContent: build.mutation<unknown, One>({
      query: ({ kind, id }) => request({ url: `${BASE}/${kind}/${id}`, method: 'DELETE' }),
      invalidatesTags: [...CHANGES],
    }),
    orderContent: build.mutation<unknown, { kind: EditedKind; ids: readonly string[] }>({
      query: ({ kind, ids }) =>
        request({ url: `${BASE}/${kind}/order`, method: 'POST', data: { ids } }),
      invalidatesTags: [...CHANGES],
    }),
    publishPage: build.mutation<AnyRecord, { id: string; published: boolean }>({
      query: ({ id, published }) =>
        request({ url: `${BASE}/pages/${id}/publication`, method: 'POST', data: { published } }),
      transformResponse: data,
      invalidatesTags: [...CHANGES],
    }),
    shownKeywords: build.query<
      readonly { keyword: string; datasets: number; pinned: boolean }[],
      void
    >({
      query: () => request({ url: '/api/corpus/hot-keywords' }),
      transformResponse: data,
      providesTags: [...CHANGES],
      ...FRESH,
    }),
  }),
});

export const {
  useContentQuery,
  useContentHistoryQuery,
  useCreateContentMutation,
  useUpdateContentMutation,
  useRemoveContentMutation,
  useOrderContentMutation,
  usePublishPageMutation,
  useShownKeywordsQuery,
} = api;

/**
 * Puts a picture into the media library.
 *
 * @throws what Strapi's fetch client throws
 */
export async function uploadPicture(file: File, alternativeText: string): Promise<Picture> {
  const form = new FormData();
  form.append('files', file);
  form.append('fileInfo', JSON.stringify({ name: file.name, alternativeText, caption: '' }));
  const { data: stored } = await getFetchClient().post<readonly Picture[]>('/upload', form);
  const [picture] = stored;
  if (picture === undefined) throw new Error('The picture was not stored.');
  return { id: picture.id, url: picture.url, alternativeText };
}
