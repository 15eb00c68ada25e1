import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { isThroughTheDoor } from '../store/door';

/** Kinds of content that are written through the workflow's own end points and in no other way. */
export const WORKFLOW_UIDS = new Set<string>([
  'api::dataset.dataset',
  'api::dataset-file.dataset-file',
  'api::officer.officer',
]);

const READS = new Set(['findOne', 'findMany', 'findFirst', 'count']);

/**
 * Refuses every write of workflow content by the Document Service that does not come from the
 * workflow: content manager, REST, GraphQL, bulk actions, clone, another plugin's code.
 *
 * @throws {DomainError} guard.workflow_only (403).
 */
export function guardDocuments(strapi: Core.Strapi): void {
  strapi.documents.use((context, next) => {
    const guarded = WORKFLOW_UIDS.has(context.uid) && !READS.has(context.action);
    if (guarded && !isThroughTheDoor()) {
      throw new DomainError('guard.workflow_only', 'forbidden');
    }
    return next();
  });
}
