import { Flex, LinkButton } from '@strapi/design-system';
import { Link, useLocation, useParams } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useFreshDataset } from '../../api/useFreshDataset';
import { ActionButtons } from '../../components/ActionButtons';
import { Answer } from '../../components/Answer';
import { Callout } from '../../components/Callout';
import { Panel, Screen } from '../../components/Screen';
import { StateBadge } from '../../components/StateBadge';
import { Changes } from '../../dataset-view/Changes';
import { FactList } from '../../dataset-view/FactList';
import { Files } from '../../dataset-view/Files';
import { History } from '../../dataset-view/History';
import { useContentFacts } from '../../dataset-view/useContentFacts';
import { useTimeFacts } from '../../dataset-view/useTimeFacts';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { Waiting } from '../review-queue/Waiting';
import { Decide } from './Decide';

/** 上架審核 and 下架審核: everything about the submission, and the decision. */
export function Review() {
  const { id = '' } = useParams();
  // Another dataset of the queue is another page, not the same page with other content.
  return <FreshReview key={id} id={id} />;
}

function FreshReview({ id }: { id: string }) {
  const query = useFreshDataset(id);
  return <Answer query={query}>{(dataset) => <ReviewPage dataset={dataset} />}</Answer>;
}

function ReviewPage({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const { search } = useLocation();
  const content = useContentFacts(dataset);
  const queue = `${ROOT}/review${search}`;
  return (
    <Screen
      title={t(dataset.state.startsWith('delisting') ? 'review.delisting' : 'review.listing')}
      crumbs={[{ label: t('menu.datasets') }, { label: t('review.title'), to: queue }]}
      actions={
        <>
          <LinkButton tag={Link} to={queue} variant="tertiary">
            {t('action.back_to_list')}
          </LinkButton>
          <ActionButtons row={dataset} />
        </>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Submission dataset={dataset} />
        <Panel title={t('detail.changes')}>
          <Changes datasetId={dataset.id} />
        </Panel>
        <Panel title={t('detail.files')}>
          <Files datasetId={dataset.id} files={dataset.files} />
        </Panel>
        <Panel title={t('detail.content')}>
          <FactList facts={content} />
        </Panel>
        <Panel title={t('detail.history')}>
          <History datasetId={dataset.id} />
        </Panel>
        <Decide dataset={dataset} />
      </Flex>
    </Screen>
  );
}

/** What is asked for, since when, and by when an answer is the goal. */
function Submission({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const { identifier, name, state, submittedAt, delistOn, delistReason } = dataset;
  const times = useTimeFacts(dataset);
  const waits = state.includes('review') && submittedAt !== null;
  return (
    <Panel title={`${identifier} ${name ?? ''}`}>
      {state.startsWith('delisting') && (
        <Callout tone="warning" title={t('review.delisting_of', { date: delistOn ?? '' })}>
          <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{delistReason}</span>
        </Callout>
      )}
      <FactList
        facts={[
          { label: t('column.state'), value: <StateBadge state={state} delistOn={delistOn} /> },
          ...(waits
            ? [{ label: t('review.waiting'), value: <Waiting since={submittedAt} /> }]
            : []),
          ...times,
        ]}
      />
    </Panel>
  );
}
