import { Button } from '@strapi/design-system';
import { useId, useState } from 'react';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useAccountsQuery } from '../../api/accounts';
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
  const listId = useId();
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
            list={listId}
            autoComplete="off"
            onChange={setProvider}
          />
          <Providers id={listId} dataset={dataset} />
        </ReasonDialog>
      )}
    </>
  );
}

/** The other providers of the dataset's agency, as suggestions while typing. */
function Providers({ id, dataset }: { id: string; dataset: DatasetView }) {
  const { data } = useAccountsQuery({ role: 'provider', pageSize: 100 });
  const others = (data?.data ?? []).filter(
    ({ agency, active, role }) =>
      active && role === 'provider' && agency?.oid === dataset.agency.oid,
  );
  return (
    <datalist id={id}>
      {others.map(({ account, name }) => (
        <option key={account} value={account}>
          {name}
        </option>
      ))}
    </datalist>
  );
}
