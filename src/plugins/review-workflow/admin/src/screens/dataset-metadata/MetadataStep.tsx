import { Button, Flex, LinkButton } from '@strapi/design-system';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { Screen } from '../../components/Screen';
import { ReasonDialog } from '../../components/ReasonDialog';
import { UnsavedGuard } from '../../components/UnsavedGuard';
import { useMove } from '../../components/useMove';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { useMe } from '../../layout/me';
import { ROOT } from '../../layout/menu';
import { useLiveFiles } from '../../uploads/useLiveFiles';
import { Completeness } from './Completeness';
import { ContactPart } from './ContactPart';
import { missingOf } from './content';
import { rememberContact } from './rememberedContact';
import { SaveNotice } from './SaveNotice';
import { TagPart } from './TagPart';
import { TermsPart } from './TermsPart';
import { TextPart } from './TextPart';
import { useDatasetForm } from './useDatasetForm';

export function MetadataStep({ dataset: opened }: { dataset: DatasetView }) {
  const { t } = useText();
  const { data: files = opened.files } = useLiveFiles(opened.id);
  const dataset = { ...opened, files, totalBytes: bytesOf(files) };
  const form = useDatasetForm(dataset);
  const missing = missingOf(form.content, dataset.files);
  const unsaved = form.state !== 'saved';
  return (
    <Screen
      title={t('metadata.title')}
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
      <UnsavedGuard when={unsaved} />
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SaveNotice form={form} dataset={dataset} />
        <TextPart form={form} dataset={dataset} />
        <TagPart form={form} />
        <TermsPart form={form} dataset={dataset} />
        <ContactPart form={form} dataset={dataset} />
        <Completeness missing={missing} />
        <Steps dataset={dataset} form={form} complete={missing.length === 0} />
      </Flex>
    </Screen>
  );
}

/** As the service sums them: what was refused does not count. */
function bytesOf(files: DatasetView['files']): number {
  return files
    .filter(({ state }) => state !== 'refused')
    .reduce((total, { bytes }) => total + bytes, 0);
}

interface StepsProps {
  readonly dataset: DatasetView;
  readonly form: ReturnType<typeof useDatasetForm>;
  readonly complete: boolean;
}

/** 上一步, 暫存, 送審 */
function Steps({ dataset, form, complete }: StepsProps) {
  const { t } = useText();
  const me = useMe();
  const navigate = useNavigate();
  const tell = useTell();
  const { move, busy } = useMove();
  const [asked, setAsked] = useState(false);
  const keep = async () => {
    const version = await form.save();
    if (version !== null) tell.done(t('metadata.kept'));
  };
  const back = async () => {
    await form.save();
    navigate(`${ROOT}/datasets/${dataset.id}/files`);
  };
  const submit = async () => {
    const version = await form.save();
    setAsked(false);
    if (version === null) return;
    const moved = await move({ ...dataset, version }, { action: 'submit' });
    if (moved === null) return;
    rememberContact(me.id, form.content.contact);
    navigate(`${ROOT}/datasets?identifier=${dataset.identifier}`);
  };
  return (
    <Flex gap={3} justifyContent="flex-end" wrap="wrap">
      <Button size="L" variant="tertiary" onClick={() => void back()}>
        {t('metadata.back')}
      </Button>
      <Button size="L" variant="secondary" onClick={() => void keep()}>
        {t('metadata.keep')}
      </Button>
      <Button
        size="L"
        onClick={() => (complete ? setAsked(true) : tell.note(t('metadata.incomplete')))}
      >
        {t('do.submit')}
      </Button>
      {asked && (
        <ReasonDialog
          title={t('do.submit')}
          text={t('metadata.submit_confirm')}
          confirmLabel={t('do.submit')}
          busy={busy || form.state === 'saving'}
          onCancel={() => setAsked(false)}
          onConfirm={() => void submit()}
        />
      )}
    </Flex>
  );
}
