import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link, useNavigate, useParams } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useFreshDataset } from '../../api/useFreshDataset';
import { Answer, Notice } from '../../components/Answer';
import { ReturnedNotice } from '../../components/ReturnedNotice';
import { Panel, Screen } from '../../components/Screen';
import { StepTrail } from '../../components/StepTrail';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { useUploads } from '../../uploads/useUploads';
import { DropZone } from './DropZone';
import { FileList } from './FileList';

/** Step 1 of 新增資料 and of 編輯: the files. */
export function DatasetFiles() {
  const { id = '' } = useParams();
  const query = useFreshDataset(id);
  return <Answer query={query}>{(dataset) => <FilesStep dataset={dataset} />}</Answer>;
}

function FilesStep({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { queue, uploads } = useUploads(dataset.id);
  const title = t(dataset.hasPublicVersion || dataset.returnReason ? 'edit.title' : 'add.title');
  const crumbs = [
    { label: t('menu.datasets') },
    { label: t('datasets.title'), to: `${ROOT}/datasets` },
  ];
  if (!dataset.editable) {
    return (
      <Screen title={title} crumbs={crumbs}>
        <Notice title={t('edit.locked')} text={t('edit.locked_hint')} action={<BackToList />} />
      </Screen>
    );
  }
  return (
    <Screen title={title} crumbs={crumbs} actions={<BackToList />}>
      <StepTrail step={1} />
      <ReturnedNotice reason={dataset.returnReason} />
      <Panel title={t('files.title')}>
        <Typography tag="p" paddingBottom={4}>
          {t('add.dataset', { identifier: dataset.identifier, name: dataset.name ?? '' })}
        </Typography>
        <DropZone onFiles={(files) => queue.add(files)} />
        <FileList datasetId={dataset.id} uploads={uploads} queue={queue} />
      </Panel>
      <Flex justifyContent="flex-end" paddingTop={4}>
        <Button size="L" onClick={() => navigate(`${ROOT}/datasets/${dataset.id}/metadata`)}>
          {t('add.next')}
        </Button>
      </Flex>
    </Screen>
  );
}

function BackToList() {
  const { t } = useText();
  return (
    <LinkButton tag={Link} to={`${ROOT}/datasets`} variant="tertiary">
      {t('action.back_to_list')}
    </LinkButton>
  );
}
