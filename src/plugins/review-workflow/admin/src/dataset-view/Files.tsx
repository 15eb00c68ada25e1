import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetFileView } from '../../../../../contracts/dataset-files';
import { Findings } from '../components/Findings';
import { useTell } from '../components/useTell';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import { FileItem } from '../screens/dataset-files/FileItem';
import { saveFile } from './saveFile';
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
  const { bytes, number } = useFormat();
  const tell = useTell();
  const [reading, setReading] = useState(false);
  const base = `/review-workflow/datasets/${datasetId}/files/${file.id}`;
  const download = () => saveFile(`${base}/content`, file.name).catch(tell.refused);
  return (
    <FileItem>
      <div>
        <Typography fontWeight="semiBold">{file.name}</Typography>{' '}
        <Typography textColor="neutral700">
          {bytes(file.bytes)}
          {file.tokens !== null && ` ${t('files.tokens', { count: number(file.tokens) })}`}
          {t(`files.state.${file.state}`)}
        </Typography>
      </div>
      <Flex gap={2} wrap="wrap">
        {file.state === 'accepted' && (
          <Button
            size="S"
            variant="secondary"
            aria-expanded={reading}
            aria-label={t('preview.open_named', { name: file.name })}
            onClick={() => setReading(!reading)}
          >
            {t(reading ? 'preview.close' : 'preview.open')}
          </Button>
        )}
        <Button
          size="S"
          variant="tertiary"
          aria-label={t('preview.download_named', { name: file.name })}
          onClick={() => void download()}
        >
          {t('action.download')}
        </Button>
      </Flex>
      <div className="whole">
        {reading && <TextPreview url={`${base}/text`} name={file.name} />}
        <Findings findings={file.findings} />
      </div>
    </FileItem>
  );
}
