import { Button, Modal, Typography } from '@strapi/design-system';
import { useText } from '../i18n/useText';
import { useFocusBack } from './useFocusBack';

interface Props {
  readonly reason: string;
  readonly onClose: () => void;
}

/** 退回原因, as the guide shows it: the reason, and 關閉. */
export function ReturnReason({ reason, onClose }: Props) {
  const { t } = useText();
  const focusBack = useFocusBack();
  return (
    <Modal.Root open onOpenChange={(open: boolean) => !open && onClose()}>
      <Modal.Content aria-describedby={undefined} onCloseAutoFocus={focusBack}>
        <Modal.Header closeLabel={t('action.close')}>
          <Modal.Title>{t('reason.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Typography style={{ whiteSpace: 'pre-wrap' }}>{reason}</Typography>
        </Modal.Body>
        <Modal.Footer>
          <span />
          <Button onClick={onClose}>{t('action.close')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
