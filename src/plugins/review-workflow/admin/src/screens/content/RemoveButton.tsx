import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { useRemoveContentMutation, type AnyRecord } from '../../api/content';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import type { FormKind } from './fields';
import { nameOf } from './useContentColumns';

interface Props {
  readonly kind: FormKind;
  readonly record: AnyRecord;
  readonly onRemoved: () => void;
}

/** 刪除, where nothing uses the record; what is used is retired instead. */
export function RemoveButton({ kind, record, onRemoved }: Props) {
  const { t } = useText();
  const tell = useTell();
  const [asked, setAsked] = useState(false);
  const [remove, { isLoading }] = useRemoveContentMutation();
  const isUsed = (kind === 'tags' || kind === 'licences') && usesOf(record) > 0;
  if (isUsed) return null;
  const confirm = async () => {
    const answer = await remove({ kind, id: record.id });
    setAsked(false);
    if ('error' in answer) {
      tell.refused(answer.error);
      return;
    }
    tell.done(t('content.removed'));
    onRemoved();
  };
  return (
    <>
      <Button type="button" size="L" variant="danger-light" onClick={() => setAsked(true)}>
        {t('content.remove')}
      </Button>
      {asked && (
        <ReasonDialog
          title={t('content.remove_title')}
          text={t('content.remove_text', { name: nameOf(record) })}
          confirmLabel={t('content.remove')}
          danger
          busy={isLoading}
          onCancel={() => setAsked(false)}
          onConfirm={() => void confirm()}
        />
      )}
    </>
  );
}

function usesOf(record: AnyRecord): number {
  const acceptances = 'acceptances' in record ? record.acceptances : 0;
  return ('datasets' in record ? record.datasets : 0) + acceptances;
}
