import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link, useNavigate } from 'react-router-dom';
import { useCreateDatasetMutation } from '../../api/datasets';
import { Panel, Screen } from '../../components/Screen';
import { StepTrail } from '../../components/StepTrail';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { ROOT } from '../../layout/menu';
import { useBeginUploads } from '../../uploads/useUploads';
import { DEFAULT_LICENCE } from '../../../../../../domain/dataset/content';
import { rememberedContact } from '../dataset-metadata/rememberedContact';
import { DropZone } from './DropZone';

/** 新增資料: the draft, and with it the identifier, is made with the first file, not with a click. */
export function NewDataset() {
  const { t } = useText();
  const me = useMe();
  const navigate = useNavigate();
  const tell = useTell();
  const beginUploads = useBeginUploads();
  const [create, { isLoading }] = useCreateDatasetMutation();
  const begin = async (files: readonly File[]) => {
    const contact = rememberedContact(me.id);
    const answer = await create({
      licence: DEFAULT_LICENCE,
      ...(contact === null ? {} : { contact }),
    });
    if ('error' in answer) {
      tell.refused(answer.error);
      return;
    }
    const { id } = answer.data;
    beginUploads(id, files);
    navigate(`${ROOT}/datasets/${id}/files`, { replace: true });
  };
  return (
    <Screen
      title={t('add.title')}
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
      <StepTrail step={1} />
      <Panel title={t('files.title')}>
        <DropZone disabled={isLoading} onFiles={(files) => void begin(files)} />
      </Panel>
      <Flex justifyContent="flex-end" alignItems="center" gap={3} paddingTop={4}>
        <Typography textColor="neutral700">{t('add.files_first')}</Typography>
        <Button size="L" disabled>
          {t('add.next')}
        </Button>
      </Flex>
    </Screen>
  );
}
