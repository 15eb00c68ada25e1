import { Typography } from '@strapi/design-system';
import { Answer } from '../../components/Answer';
import { useText } from '../../i18n/useText';
import { unfinishedUploads } from '../../uploads/tusUpload';
import { useLiveFiles } from '../../uploads/useLiveFiles';
import type { UploadQueue, UploadView } from '../../uploads/UploadQueue';
import { FileRow } from './FileRow';
import { UploadRow } from './UploadRow';

interface Props {
  readonly datasetId: string;
  readonly uploads: readonly UploadView[];
  readonly queue: UploadQueue;
}

/** What is on its way, what has arrived, what was begun here and never ended. */
export function FileList({ datasetId, uploads, queue }: Props) {
  const { t, listed } = useText();
  const query = useLiveFiles(datasetId);
  const running = new Set(uploads.map(({ name }) => name));
  const unfinished = unfinishedUploads(datasetId).filter(({ name }) => !running.has(name));
  return (
    <>
      {unfinished.length > 0 && (
        <Typography tag="p" role="status" textColor="warning700">
          {t('upload.unfinished', { names: listed(unfinished.map(({ name }) => name)) })}
        </Typography>
      )}
      <ul aria-label={t('files.title')}>
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} queue={queue} />
        ))}
      </ul>
      <Answer query={query}>
        {(files) => (
          <ul aria-label={t('files.arrived')}>
            {files.map((file) => (
              <FileRow key={file.id} datasetId={datasetId} file={file} />
            ))}
          </ul>
        )}
      </Answer>
    </>
  );
}
