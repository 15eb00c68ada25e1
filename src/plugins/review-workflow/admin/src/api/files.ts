import type { DatasetFileView } from '../../../../../contracts/dataset-files';
import { corpusApi, FRESH, request } from './client';

/** Description and keywords as drafted from the files. */
export interface MetadataDraft {
  readonly description: string | null;
  readonly keywords: readonly string[];
}

const filesOf = (id: string) => `/review-workflow/datasets/${id}/files`;

const api = corpusApi.injectEndpoints({
  endpoints: (build) => ({
    files: build.query<readonly DatasetFileView[], string>({
      query: (id) => request({ url: filesOf(id) }),
      transformResponse: ({ data }: { data: readonly DatasetFileView[] }) => data,
      providesTags: ['CorpusFile'],
      ...FRESH,
    }),
    removeFile: build.mutation<unknown, { id: string; fileId: string }>({
      query: ({ id, fileId }) => request({ url: `${filesOf(id)}/${fileId}`, method: 'DELETE' }),
      invalidatesTags: ['CorpusFile'],
    }),
    draftMetadata: build.mutation<MetadataDraft, string>({
      query: (id) =>
        request({ url: `/review-workflow/datasets/${id}/metadata-draft`, method: 'POST' }),
      transformResponse: ({ data }: { data: MetadataDraft }) => data,
    }),
  }),
});

export const { useFilesQuery, useRemoveFileMutation, useDraftMetadataMutation } = api;
