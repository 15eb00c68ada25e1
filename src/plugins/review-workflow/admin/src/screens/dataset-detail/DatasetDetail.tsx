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
import { useMe } from '../../layout/me';
import { ROOT } from '../../layout/menu';
import { DeleteDraft } from './DeleteDraft';
import { HandOver } from './HandOver';

/** Everything about one dataset, to read, and what the person may do with it now. */
export function DatasetDetail() {
  const { id = '' } = useParams();
  const query = useFreshDataset(id);
  return <Answer query={query}>{(dataset) => <Detail dataset={dataset} />}</Answer>;
}

function Detail({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const content = useContentFacts(dataset);
  const times = useTimeFacts(dataset);
  return (
    <Screen
      title={dataset.name ?? t('datasets.unnamed')}
      crumbs={[
        { label: t('menu.datasets') },
        { label: t('datasets.title'), to: `${ROOT}/datasets` },
      ]}
      actions={<Actions dataset={dataset} />}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Panel>
          <StateBadge state={dataset.state} delistOn={dataset.delistOn} />
          <FactList
            facts={[
              ...(dataset.returnReason === null
                ? []
                : [{ label: t('detail.returnReason'), value: dataset.returnReason }]),
              ...times,
            ]}
          />
        </Panel>
        <Panel title={t('detail.content')}>
          <FactList facts={content} />
        </Panel>
        <Panel title={t('detail.files')}>
          <Files datasetId={dataset.id} files={dataset.files} />
        </Panel>
        {dataset.hasPublicVersion && dataset.state !== 'listed' && (
          <Panel title={t('detail.changes')}>
            <Changes datasetId={dataset.id} />
          </Panel>
        )}
        <Panel title={t('detail.history')}>
          <History datasetId={dataset.id} />
        </Panel>
      </Flex>
    </Screen>
  );
}

function Actions({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const { id: me, role } = useMe();
  return (
    <>
      <LinkButton tag={Link} to={`${ROOT}/datasets`} variant="tertiary" size="S">
        {t('action.back_to_list')}
      </LinkButton>
      {dataset.editable && (
        <LinkButton tag={Link} to={`${ROOT}/datasets/${dataset.id}/files`} size="S">
          {t('do.edit')}
        </LinkButton>
      )}
      {dataset.allowedActions.includes('approve') && (
        <LinkButton tag={Link} to={`${ROOT}/review/${dataset.id}`} size="S">
          {t('do.review')}
        </LinkButton>
      )}
      <ActionButtons row={dataset} />
      {role !== 'provider' && <HandOver dataset={dataset} />}
      {dataset.state === 'draft' && dataset.provider?.id === me && <DeleteDraft id={dataset.id} />}
    </>
  );
}
