import { Button } from '@strapi/design-system';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useDeleteDatasetMutation } from '../../api/datasets';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

/** 刪除草稿: for a draft that was never public, by its provider. */
export function DeleteDraft({ id }: { id: string }) {
  const { t } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const [asked, setAsked] = useState(false);
  const [remove, { isLoading }] = useDeleteDatasetMutation();
  const confirm = async () => {
    const answer = await remove(id);
    if ('error' in answer) {
      tell.refused(answer.error);
      return;
    }
    tell.done(t('done.delete'));
    navigate(`${ROOT}/datasets`);
  };
  return (
    <>
      <Button size="S" variant="danger-light" onClick={() => setAsked(true)}>
        {t('do.delete')}
      </Button>
      {asked && (
        <ReasonDialog
          title={t('confirm.delete.title')}
          text={t('confirm.delete.text')}
          danger
          busy={isLoading}
          onCancel={() => setAsked(false)}
          onConfirm={() => void confirm()}
        />
      )}
    </>
  );
}
