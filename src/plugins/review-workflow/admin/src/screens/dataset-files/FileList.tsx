import { Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetFileView } from '../../../../../../contracts/dataset-files';
import { Answer } from '../../components/Answer';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { forgetUnfinished, unfinishedUploads } from '../../uploads/tusUpload';
import { useLiveFiles } from '../../uploads/useLiveFiles';
import type { UploadQueue, UploadView } from '../../uploads/UploadQueue';
import { FileRow } from './FileRow';
import { UnfinishedRow } from './UnfinishedRow';
import { UploadRow } from './UploadRow';

interface Props {
  readonly datasetId: string;
  readonly uploads: readonly UploadView[];
  readonly queue: UploadQueue;
}

/** What is on its way, what has arrived, what was begun here and never ended. */
export function FileList({ datasetId, uploads, queue }: Props) {
  const { t } = useText();
  const query = useLiveFiles(datasetId);
  const [, setForgotten] = useState(0);
  const running = new Set(uploads.map(({ name }) => name));
  const unfinished = unfinishedUploads(datasetId).filter(({ name }) => !running.has(name));
  const forget = (key: string) => {
    forgetUnfinished(key);
    setForgotten((count) => count + 1);
  };
  return (
    <>
      {unfinished.length + uploads.length > 0 && (
        <ul aria-label={t('files.title')}>
          {unfinished.map((one) => (
            <UnfinishedRow key={one.key} upload={one} onForget={() => forget(one.key)} />
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} queue={queue} />
          ))}
        </ul>
      )}
      <Answer query={query}>
        {(files) => (
          <>
            <ul aria-label={t('files.arrived')}>
              {files.map((file) => (
                <FileRow key={file.id} datasetId={datasetId} file={file} />
              ))}
            </ul>
            {files.length > 0 && <Totals files={files} />}
          </>
        )}
      </Answer>
    </>
  );
}

/** How many files there are, how large, and how many of them stand in the way of a submission. */
function Totals({ files }: { files: readonly DatasetFileView[] }) {
  const { t } = useText();
  const { megabytes } = useFormat();
  const refused = files.filter(({ state }) => state === 'refused').length;
  const size = files
    .filter(({ state }) => state !== 'refused')
    .reduce((total, { bytes }) => total + bytes, 0);
  return (
    <Typography tag="p" paddingTop={3} textColor={refused > 0 ? 'danger700' : 'neutral800'}>
      {t(refused > 0 ? 'files.total_refused' : 'files.total', {
        count: files.length,
        size: megabytes(size),
        refused,
      })}
    </Typography>
  );
}
