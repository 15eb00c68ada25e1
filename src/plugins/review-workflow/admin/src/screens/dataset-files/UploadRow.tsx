import { Button, Typography } from '@strapi/design-system';
import { FileItem } from '../../components/FileItem';
import type { Tone } from '../../components/Pill';
import { Progress } from '../../components/Progress';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import type { UploadQueue, UploadView } from '../../uploads/UploadQueue';

const TONES: Readonly<Record<UploadView['state'], Tone>> = {
  waiting: 'neutral',
  sending: 'next',
  paused: 'waiting',
  interrupted: 'waiting',
  refused: 'bad',
};

interface Props {
  readonly upload: UploadView;
  readonly queue: UploadQueue;
}

/** A file on its way: how much has arrived, pause and resume. */
export function UploadRow({ upload, queue }: Props) {
  const { t } = useText();
  const { bytes } = useFormat();
  const { name, size, sent, state, message } = upload;
  const share = size === 0 ? 0 : sent / size;
  const percent = Math.floor(share * 100);
  const progress = t('upload.progress', { sent: bytes(sent), size: bytes(size), percent });
  return (
    <FileItem
      name={name}
      facts={[state === 'refused' ? bytes(size) : progress]}
      state={{ tone: TONES[state], words: t(`upload.state.${state}`) }}
      actions={<Actions upload={upload} queue={queue} />}
    >
      {state !== 'refused' && <Progress value={share} label={t('upload.progress_of', { name })} />}
      {state === 'refused' && (
        <Typography tag="p" role="alert" textColor="danger700">
          {t('upload.refused_because', { reason: message })}
        </Typography>
      )}
      {state === 'interrupted' && (
        <Typography tag="p" role="alert">
          {t('upload.interrupted_hint')}
        </Typography>
      )}
    </FileItem>
  );
}

function Actions({ upload: { key, name, state }, queue }: Props) {
  const { t } = useText();
  const runs = state === 'sending' || state === 'waiting';
  const stopped = state === 'paused' || state === 'interrupted';
  return (
    <>
      {runs && (
        <Button
          size="S"
          variant="tertiary"
          aria-label={t('upload.pause_named', { name })}
          onClick={() => queue.pause(key)}
        >
          {t('upload.pause')}
        </Button>
      )}
      {stopped && (
        <Button
          size="S"
          variant="secondary"
          aria-label={t('upload.resume_named', { name })}
          onClick={() => queue.resume(key)}
        >
          {t('upload.resume')}
        </Button>
      )}
      <Button
        size="S"
        variant="tertiary"
        aria-label={t(state === 'refused' ? 'upload.dismiss_named' : 'upload.drop_named', { name })}
        onClick={() => queue.cancel(key)}
      >
        {t(state === 'refused' ? 'upload.dismiss' : 'action.cancel')}
      </Button>
    </>
  );
}
