import { Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import type { DatasetView } from '../../../../../contracts/datasets';
import { useFreshDataset } from '../api/useFreshDataset';
import { ActionButtons } from '../components/ActionButtons';
import { Answer } from '../components/Answer';
import { StateBadge } from '../components/StateBadge';
import { useText } from '../i18n/useText';
import { ROOT } from '../layout/menu';
import type { EditViewProps, SidePanel } from './strapi';

const DATASET = 'api::dataset.dataset';

/** Beside Strapi's own form of a dataset: where it is in the review, and what the person may do. */
export const WorkflowPanel: SidePanel = ({ model, documentId }: EditViewProps) => {
  const { t } = useText();
  if (model !== DATASET || documentId === undefined) return null;
  return { title: t('workflow.title'), content: <Workflow id={documentId} /> };
};

function Workflow({ id }: { id: string }) {
  const query = useFreshDataset(id);
  return <Answer query={query}>{(dataset) => <Moves dataset={dataset} />}</Answer>;
}

function Moves({ dataset }: { dataset: DatasetView }) {
  const { t, noted } = useText();
  const page = `${ROOT}/datasets/${dataset.id}`;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <StateBadge state={dataset.state} delistOn={dataset.delistOn} />
      {dataset.returnReason !== null && (
        <Typography>{noted(t('detail.returnReason'), dataset.returnReason)}</Typography>
      )}
      <Typography textColor="neutral700">{t('workflow.hint')}</Typography>
      {dataset.editable && (
        <LinkButton tag={Link} to={`${page}/files`} size="S">
          {t('do.edit')}
        </LinkButton>
      )}
      {dataset.allowedActions.includes('approve') && (
        <LinkButton tag={Link} to={`${ROOT}/review/${dataset.id}`} size="S">
          {t('do.review')}
        </LinkButton>
      )}
      <ActionButtons row={dataset} />
      <LinkButton tag={Link} to={page} size="S" variant="tertiary">
        {t('workflow.open')}
      </LinkButton>
    </Flex>
  );
}
