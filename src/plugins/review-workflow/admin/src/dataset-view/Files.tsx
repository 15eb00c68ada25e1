import { Button, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetFileView } from '../../../../../contracts/dataset-files';
import { FileItem } from '../components/FileItem';
import { Findings } from '../components/Findings';
import { useFileFacts } from '../components/useFileFacts';
import { useTell } from '../components/useTell';
import { useText } from '../i18n/useText';
import { saveLargeFile } from './saveFile';
import { TextPreview } from './TextPreview';

interface Props {
  readonly datasetId: string;
  readonly files: readonly DatasetFileView[];
}

/** The files to read: the text of each page by page, the original to download, what was noticed. */
export function Files({ datasetId, files }: Props) {
  const { t } = useText();
  if (files.length === 0) return <Typography>{t('files.none')}</Typography>;
  return (
    <ul>
      {files.map((file) => (
        <OneFile key={file.id} datasetId={datasetId} file={file} />
      ))}
    </ul>
  );
}

function OneFile({ datasetId, file }: { datasetId: string; file: DatasetFileView }) {
  const { t } = useText();
  const tell = useTell();
  const { facts, state } = useFileFacts(file);
  const [reading, setReading] = useState(false);
  const [saving, setSaving] = useState(false);
  const { name } = file;
  const base = `/review-workflow/datasets/${datasetId}/files/${file.id}`;
  const download = async () => {
    setSaving(true);
    await saveLargeFile(`${base}/content`, name).catch(tell.refused);
    setSaving(false);
  };
  return (
    <FileItem
      name={name}
      facts={facts}
      state={state}
      actions={
        <>
          {file.state === 'accepted' && (
            <Button
              size="S"
              variant="secondary"
              aria-expanded={reading}
              aria-label={t(reading ? 'preview.close_named' : 'preview.open_named', { name })}
              onClick={() => setReading(!reading)}
            >
              {t(reading ? 'preview.close' : 'preview.open')}
            </Button>
          )}
          <Button
            size="S"
            variant="tertiary"
            loading={saving}
            aria-label={t('preview.download_named', { name })}
            onClick={() => void download()}
          >
            {t('action.download')}
          </Button>
        </>
      }
    >
      {reading && <TextPreview url={`${base}/text`} name={name} />}
      <Findings findings={file.findings} />
    </FileItem>
  );
}
