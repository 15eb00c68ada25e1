import { Button } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useHandOverMutation } from '../../api/datasets';
import { refusalOf } from '../../api/errors';
import { TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

/** 移交: a manager gives the dataset to another provider of its agency. */
export function HandOver({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const tell = useTell();
  const [asked, setAsked] = useState(false);
  const [provider, setProvider] = useState('');
  const [error, setError] = useState<string>();
  const [handOver, { isLoading }] = useHandOverMutation();
  const confirm = async () => {
    const answer = await handOver({ id: dataset.id, provider: provider.trim() });
    if ('error' in answer) {
      setError(refusalOf(answer.error).message);
      return;
    }
    tell.done(t('done.handover', { name: answer.data.provider?.name ?? '' }));
    setAsked(false);
  };
  return (
    <>
      <Button size="S" variant="tertiary" onClick={() => setAsked(true)}>
        {t('do.handover')}
      </Button>
      {asked && (
        <ReasonDialog
          title={t('confirm.handover.title')}
          text={t('confirm.handover.text')}
          busy={isLoading}
          onCancel={() => setAsked(false)}
          onConfirm={() => void confirm()}
        >
          <TextField
            name="provider"
            label={t('confirm.handover.provider')}
            hint={t('confirm.handover.hint')}
            required
            value={provider}
            error={error}
            onChange={setProvider}
          />
        </ReasonDialog>
      )}
    </>
  );
}
