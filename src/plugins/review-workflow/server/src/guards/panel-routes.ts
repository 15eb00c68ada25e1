/**
 * Who may use which of Strapi's own routes of the admin panel, beyond what Strapi itself checks:
 * many of them ask for no more than a session. What is not named here is for Super Admins alone.
 */
export type PanelAudience = 'officers' | 'platform-admin' | 'super-admin' | 'nobody';

/** What the panel asks for every signed-in person, and what the dataset's read-only pages need. */
const OFFICERS = `
GET /admin/guided-tour-meta
GET /admin/homepage/layout
GET /admin/information
GET /admin/telemetry-properties
GET /admin/users/me
PUT /admin/users/me
GET /admin/users/me/permissions
GET /admin/users/me/sessions
DELETE /admin/users/me/sessions
DELETE /admin/users/me/sessions/:sessionId
POST /admin/logout
GET /content-manager/init
GET /content-manager/components
GET /content-manager/components/:uid/configuration
GET /content-manager/content-types
GET /content-manager/content-types-settings
GET /content-manager/content-types/:uid/configuration
GET /content-manager/collection-types/:model
GET /content-manager/collection-types/:model/:id
GET /content-manager/relations/:model/:targetField
GET /content-manager/relations/:model/:id/:targetField
GET /i18n/locales
GET /i18n/settings
`;

/** Taxonomy, licences, agencies, themes and pages, with their pictures. */
const PLATFORM_ADMINS = `
GET /content-manager/homepage/count-documents
GET /content-manager/homepage/recent-documents
POST /content-manager/collection-types/:model
PUT /content-manager/collection-types/:model/:id
DELETE /content-manager/collection-types/:model/:id
POST /content-manager/collection-types/:model/clone/:sourceId
POST /content-manager/collection-types/:model/auto-clone/:sourceId
POST /content-manager/collection-types/:model/actions/publish
POST /content-manager/collection-types/:model/:id/actions/publish
POST /content-manager/collection-types/:model/:id/actions/unpublish
POST /content-manager/collection-types/:model/:id/actions/discard
POST /content-manager/collection-types/:model/actions/bulkDelete
POST /content-manager/collection-types/:model/actions/bulkFindForValidation
POST /content-manager/collection-types/:model/actions/bulkPublish
POST /content-manager/collection-types/:model/actions/bulkUnpublish
GET /content-manager/collection-types/:model/:id/actions/countDraftRelations
GET /content-manager/collection-types/:model/actions/countManyEntriesDraftRelations
GET /upload/configuration
GET /upload/settings
GET /upload/files
GET /upload/files/:id
PUT /upload/files/:id
DELETE /upload/files/:id
POST /upload
POST /upload/files
POST /upload/files/:id/replace
GET /upload/folders
GET /upload/folders/:id
POST /upload/folders
PUT /upload/folders/:id
GET /upload/folder-structure
POST /upload/actions/bulk-delete
POST /upload/actions/bulk-move
POST /upload/actions/bulk-update
`;

/** Routes that would make the service call out, or that belong to features it does not have. */
const NOBODY = `
GET /admin/license-trial-time-left
GET /admin/ai-usage
GET /admin/ai-token
GET /admin/ai-feature-config
POST /upload/actions/upload-from-urls
POST /upload/actions/generate-ai-metadata
POST /upload/ai-metadata-jobs
GET /upload/ai-metadata-jobs/latest
GET /upload/ai-metadata-jobs/pending-count
GET /i18n/ai-localization-jobs/collection-types/:contentType/:documentId
GET /i18n/ai-localization-jobs/single-types/:contentType
`;

const AUDIENCES = new Map<string, PanelAudience>([
  ...keys(OFFICERS).map((key) => [key, 'officers'] as const),
  ...keys(PLATFORM_ADMINS).map((key) => [key, 'platform-admin'] as const),
  ...keys(NOBODY).map((key) => [key, 'nobody'] as const),
]);

function keys(list: string): string[] {
  return list.trim().split('\n');
}

/** @param route Method and whole path pattern, such as `GET /admin/users/me`. */
export function audienceOf(route: string): PanelAudience {
  return AUDIENCES.get(route) ?? 'super-admin';
}
