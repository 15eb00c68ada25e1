import { Button, Flex, Typography } from '@strapi/design-system';
import { Progress } from '../../components/Progress';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import type { UploadQueue, UploadView } from '../../uploads/UploadQueue';
import { FileItem } from './FileItem';

interface Props {
  readonly upload: UploadView;
  readonly queue: UploadQueue;
}

/** A file on its way: how much has arrived, pause and resume. */
export function UploadRow({ upload, queue }: Props) {
  const { t } = useText();
  const { bytes } = useFormat();
  const { key, name, size, sent, state, message } = upload;
  const share = size === 0 ? 0 : sent / size;
  return (
    <FileItem>
      <div>
        <Typography fontWeight="semiBold">{name}</Typography>{' '}
        <Typography textColor="neutral700">
          {t('upload.progress', {
            sent: bytes(sent),
            size: bytes(size),
            percent: Math.floor(share * 100),
          })}
        </Typography>
      </div>
      <Flex gap={2} wrap="wrap">
        {(state === 'sending' || state === 'waiting') && (
          <Button size="S" variant="tertiary" onClick={() => queue.pause(key)}>
            {t('upload.pause')}
          </Button>
        )}
        {(state === 'paused' || state === 'interrupted') && (
          <Button size="S" variant="secondary" onClick={() => queue.resume(key)}>
            {t('upload.resume')}
          </Button>
        )}
        <Button size="S" variant="danger-light" onClick={() => queue.cancel(key)}>
          {t(state === 'refused' ? 'action.close' : 'action.cancel')}
        </Button>
      </Flex>
      {state !== 'refused' && (
        <div className="whole">
          <Progress value={share} label={t('upload.progress_of', { name })} />
        </div>
      )}
      <Typography
        className="whole"
        role={state === 'refused' || state === 'interrupted' ? 'alert' : undefined}
        textColor={state === 'refused' ? 'danger700' : 'neutral700'}
      >
        {t(`upload.state.${state}`)} {message}
      </Typography>
    </FileItem>
  );
}
