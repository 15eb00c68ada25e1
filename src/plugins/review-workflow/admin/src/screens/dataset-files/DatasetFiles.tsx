import { Box, Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link, useNavigate, useParams } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useFreshDataset } from '../../api/useFreshDataset';
import { Answer, Notice } from '../../components/Answer';
import { Panel, Screen } from '../../components/Screen';
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
  if (!dataset.editable) {
    return <Notice title={t('edit.locked')} text={t('edit.locked_hint')} />;
  }
  return (
    <Screen
      title={title}
      crumbs={[
        { label: t('menu.datasets') },
        { label: t('datasets.title'), to: `${ROOT}/datasets` },
      ]}
      actions={
        <LinkButton tag={Link} to={`${ROOT}/datasets`} variant="tertiary">
          {t('action.back_to_list')}
        </LinkButton>
      }
    >
      <Panel title={t('files.title')}>
        <Box paddingBottom={4}>
          <Typography>
            {t('add.step_files')} {dataset.identifier}
          </Typography>
        </Box>
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
