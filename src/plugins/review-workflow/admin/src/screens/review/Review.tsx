import { Flex, LinkButton } from '@strapi/design-system';
import { Link, useParams } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useFreshDataset } from '../../api/useFreshDataset';
import { ActionButtons } from '../../components/ActionButtons';
import { Answer } from '../../components/Answer';
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
import { Decide } from './Decide';

/** 上架審核 and 下架審核: everything about the submission, and the decision. */
export function Review() {
  const { id = '' } = useParams();
  const query = useFreshDataset(id);
  return <Answer query={query}>{(dataset) => <ReviewPage key={id} dataset={dataset} />}</Answer>;
}

function ReviewPage({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const content = useContentFacts(dataset);
  const times = useTimeFacts(dataset);
  const delisting = dataset.state.startsWith('delisting');
  return (
    <Screen
      title={t(delisting ? 'review.delisting' : 'review.listing')}
      crumbs={[{ label: t('menu.datasets') }, { label: t('review.title'), to: `${ROOT}/review` }]}
      actions={
        <>
          <LinkButton tag={Link} to={`${ROOT}/review`} variant="tertiary">
            {t('action.back_to_list')}
          </LinkButton>
          <ActionButtons row={dataset} />
        </>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Panel title={`${dataset.identifier} ${dataset.name ?? ''}`}>
          <StateBadge state={dataset.state} delistOn={dataset.delistOn} />
          <FactList facts={times} />
        </Panel>
        <Panel title={t('detail.changes')}>
          <Changes datasetId={dataset.id} />
        </Panel>
        <Panel title={t('detail.content')}>
          <FactList facts={content} />
        </Panel>
        <Panel title={t('detail.files')}>
          <Files datasetId={dataset.id} files={dataset.files} />
        </Panel>
        <Panel title={t('detail.history')}>
          <History datasetId={dataset.id} />
        </Panel>
        <Decide dataset={dataset} />
      </Flex>
    </Screen>
  );
}
