import { Button, Typography } from '@strapi/design-system';
import { FileItem } from '../../components/FileItem';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import type { Unfinished } from '../../uploads/tusUpload';

interface Props {
  readonly upload: Unfinished;
  readonly onForget: () => void;
}

/** An upload that was begun in this browser before it was closed; the same file goes on from there. */
export function UnfinishedRow({ upload: { name, size }, onForget }: Props) {
  const { t } = useText();
  const { bytes } = useFormat();
  return (
    <FileItem
      name={name}
      facts={[bytes(size)]}
      state={{ tone: 'waiting', words: t('upload.unfinished') }}
      actions={
        <Button
          size="S"
          variant="tertiary"
          aria-label={t('upload.dismiss_named', { name })}
          onClick={onForget}
        >
          {t('upload.dismiss')}
        </Button>
      }
    >
      <Typography tag="p">{t('upload.unfinished_hint')}</Typography>
    </FileItem>
  );
}
