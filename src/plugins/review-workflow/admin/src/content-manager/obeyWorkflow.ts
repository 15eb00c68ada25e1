import type { ContentManager, EditViewProps } from './strapi';
import { WorkflowPanel } from './WorkflowPanel';

/** Records of the review: the service refuses each of Strapi's own ways to change them. */
const OF_REVIEW = new Set(['api::dataset.dataset', 'api::dataset-file.dataset-file']);

/** In the content manager, too, a dataset moves by the review alone: no publishing, no saving, no bulk action. */
export function obeyWorkflow({ apis }: ContentManager): void {
  apis.addEditViewSidePanel((panels) => [WorkflowPanel, ...panels.map(notForReview)]);
  apis.addDocumentAction((actions) => actions.map(notForReview));
  apis.addBulkAction((actions) => actions.map(notForReview));
}

/** The same, saying nothing for these records; it is asked all the same, as it calls hooks. */
function notForReview<Answer>(
  original: ((props: EditViewProps) => Answer | null) & Kind,
): ((props: EditViewProps) => Answer | null) & Kind {
  const { type, position } = original;
  const only = (props: EditViewProps) => {
    const answer = original(props);
    return OF_REVIEW.has(props.model) ? null : answer;
  };
  return Object.assign(only, {
    ...(type === undefined ? {} : { type }),
    ...(position === undefined ? {} : { position }),
  });
}

interface Kind {
  readonly type?: string;
  readonly position?: unknown;
}
