import { Button, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetFileView } from '../../../../../../contracts/dataset-files';
import { useRemoveFileMutation } from '../../api/files';
import { Findings } from '../../components/Findings';
import { Progress } from '../../components/Progress';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { FileItem } from './FileItem';

const COLOURS = {
  uploaded: 'neutral700',
  checking: 'neutral700',
  accepted: 'success700',
  refused: 'danger700',
} as const;

interface Props {
  readonly datasetId: string;
  readonly file: DatasetFileView;
}

/** A file that has arrived: accepted or refused, and why. */
export function FileRow({ datasetId, file }: Props) {
  const { t } = useText();
  const { bytes, number } = useFormat();
  const tell = useTell();
  const [asked, setAsked] = useState(false);
  const [remove, { isLoading }] = useRemoveFileMutation();
  const confirm = async () => {
    const answer = await remove({ id: datasetId, fileId: file.id });
    if ('error' in answer) tell.refused(answer.error);
    setAsked(false);
  };
  const checking = file.state === 'uploaded' || file.state === 'checking';
  return (
    <FileItem>
      <div>
        <Typography fontWeight="semiBold">{file.name}</Typography>{' '}
        <Typography textColor="neutral700">
          {bytes(file.bytes)}
          {file.tokens !== null && ` ${t('files.tokens', { count: number(file.tokens) })}`}
        </Typography>{' '}
        <Typography textColor={COLOURS[file.state]} fontWeight="semiBold">
          {t(`files.state.${file.state}`)}
        </Typography>
      </div>
      <Button
        size="S"
        variant="danger-light"
        aria-label={t('files.remove_named', { name: file.name })}
        onClick={() => setAsked(true)}
      >
        {t('files.remove')}
      </Button>
      {checking && (
        <div className="whole">
          <Progress value={file.progress} label={t('files.checking_of', { name: file.name })} />
        </div>
      )}
      <div className="whole">
        <Findings findings={file.findings} />
      </div>
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
