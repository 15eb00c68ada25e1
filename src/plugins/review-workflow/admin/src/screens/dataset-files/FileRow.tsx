import { Button } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetFileView } from '../../../../../../contracts/dataset-files';
import { useRemoveFileMutation } from '../../api/files';
import { FileItem } from '../../components/FileItem';
import { Findings } from '../../components/Findings';
import { Progress } from '../../components/Progress';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useFileFacts } from '../../components/useFileFacts';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

interface Props {
  readonly datasetId: string;
  readonly file: DatasetFileView;
}

/** A file that has arrived: accepted or refused, and why. */
export function FileRow({ datasetId, file }: Props) {
  const { t } = useText();
  const tell = useTell();
  const { facts, state } = useFileFacts(file);
  const [asked, setAsked] = useState(false);
  const [remove, { isLoading }] = useRemoveFileMutation();
  const confirm = async () => {
    const answer = await remove({ id: datasetId, fileId: file.id });
    if ('error' in answer) tell.refused(answer.error);
    setAsked(false);
  };
  const checking = file.state === 'uploaded' || file.state === 'checking';
  return (
    <FileItem
      name={file.name}
      facts={facts}
      state={state}
      actions={
        <Button
          size="S"
          variant="tertiary"
          aria-label={t('files.remove_named', { name: file.name })}
          onClick={() => setAsked(true)}
        >
          {t('files.remove')}
        </Button>
      }
    >
      {checking && (
        <Progress value={file.progress} label={t('files.checking_of', { name: file.name })} />
      )}
      <Findings findings={file.findings} />
      {asked && (
        <ReasonDialog
          title={t('files.remove')}
          text={t('files.remove_confirm', { name: file.name })}
          danger
          busy={isLoading}
          onCancel={() => setAsked(false)}
          onConfirm={() => void confirm()}
        />
      )}
    </FileItem>
  );
}
