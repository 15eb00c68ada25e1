import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../i18n/useText';
import { LongTextField } from './inputs';
import { useFocusBack } from './useFocusBack';
import { forgetKept, useKept } from './useKept';

const MAX_REASON = 2000;

interface Props {
  readonly title: string;
  readonly text?: string;
  /** The label of the reason; without it the dialog asks for none. */
  readonly reasonLabel?: string | undefined;
  /** Keeps the reason for as long as it is not sent, under a name of what it is for. */
  readonly keepAs?: string;
  readonly danger?: boolean;
  readonly confirmLabel?: string;
  readonly children?: ReactNode;
  readonly busy?: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: (reason: string) => void;
}

/** Asks before something is done and, where the rules want one, for the reason. */
export function ReasonDialog(props: Props) {
  const { title, text, reasonLabel, children, busy = false, onConfirm } = props;
  const { t } = useText();
  const [reason, setReason] = useKept(props.keepAs ?? null);
  const focusBack = useFocusBack();
  const [missing, setMissing] = useState(false);
  const onCancel = () => {
    if (props.keepAs !== undefined) forgetKept();
    props.onCancel();
  };
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    // The page behind may be a form, too: React would hand it this event.
    event.stopPropagation();
    if (reasonLabel !== undefined && reason.trim() === '') setMissing(true);
    else onConfirm(reason.trim());
  };
  return (
    <Modal.Root open onOpenChange={(open: boolean) => !open && onCancel()}>
      <Modal.Content
        aria-describedby={undefined}
        style={{ maxWidth: '56rem' }}
        onCloseAutoFocus={focusBack}
      >
        <form onSubmit={confirm} noValidate style={{ display: 'contents' }}>
          <Modal.Header closeLabel={t('action.close')}>
            <Modal.Title>{title}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {text !== undefined && <Typography>{text}</Typography>}
              {children}
              {reasonLabel !== undefined && (
                <LongTextField
                  name="reason"
                  label={reasonLabel}
                  value={reason}
                  required
                  maxLength={MAX_REASON}
                  placeholder={t('reason.placeholder')}
                  error={missing && reason.trim() === '' ? t('reason.required') : undefined}
                  onChange={setReason}
                />
              )}
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Button type="button" variant="tertiary" onClick={onCancel}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" variant={props.danger ? 'danger' : 'default'} loading={busy}>
              {props.confirmLabel ?? t('action.confirm')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
