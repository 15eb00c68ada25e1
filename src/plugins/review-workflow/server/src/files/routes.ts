import { downloadSession, officerSession } from '../../../../../access/officer-session';

/** Any signed-in officer; what they may do with this dataset is decided per call. */
const config = {
  auth: { strategies: [officerSession] },
  policies: ['admin::isAuthenticatedAdmin'],
};

/** An original of up to 500 MB goes from here to the disk, past the memory of the browser's page. */
const saved = { ...config, auth: { strategies: [officerSession, downloadSession] } };

export const fileRoutes = [
  { method: 'POST', path: '/datasets/:id/files', handler: 'files.upload', config },
  { method: 'GET', path: '/datasets/:id/files', handler: 'files.list', config },
  {
    method: 'GET',
    path: '/datasets/:id/files/:fileId/content',
    handler: 'files.content',
    config: saved,
  },
  { method: 'GET', path: '/datasets/:id/files/:fileId/text', handler: 'files.text', config },
  { method: 'DELETE', path: '/datasets/:id/files/:fileId', handler: 'files.remove', config },
  { method: 'POST', path: '/datasets/:id/metadata-draft', handler: 'files.draftMetadata', config },
] as const;

/** Resumable uploads, tus 1.0.0; its HEAD and OPTIONS can only be routed with all the others. */
export const uploadRoutes = [
  { method: 'ALL', path: '/uploads', handler: 'uploads.handle', config },
  { method: 'ALL', path: '/uploads/:uploadId', handler: 'uploads.handle', config },
] as const;
