import { Button } from '@strapi/design-system';
import { useState } from 'react';
import type { AgencyDetail } from '../../../../../../contracts/agencies';
import { useMergeAgencyMutation, useRestoreAgencyMutation } from '../../api/agencies';
import { refusalOf } from '../../api/errors';
import { AgencyChoice, oidIn } from '../../components/AgencyChoice';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { Split } from './Split';

type Step = 'merge' | 'split' | 'restore';

/** 整併, 分割 and, where that was a mistake, 恢復. */
export function Reorganise({ agency }: { agency: AgencyDetail }) {
  const { t } = useText();
  const [asked, setAsked] = useState<Step | null>(null);
  const close = () => setAsked(null);
  const steps: readonly Step[] = agency.retired ? ['restore'] : ['merge', 'split'];
  return (
    <>
      {steps.map((step) => (
        <Button key={step} variant="secondary" onClick={() => setAsked(step)}>
          {t(`agency.${step}`)}
        </Button>
      ))}
      {asked === 'merge' && <Merge agency={agency} onClose={close} />}
      {asked === 'split' && <Split agency={agency} onClose={close} />}
      {asked === 'restore' && <Restore agency={agency} onClose={close} />}
    </>
  );
}

interface Props {
  readonly agency: AgencyDetail;
  readonly onClose: () => void;
}

function Merge({ agency, onClose }: Props) {
  const { t } = useText();
  const { number } = useFormat();
  const tell = useTell();
  const [successor, setSuccessor] = useState('');
  const [error, setError] = useState<string>();
  const [merge, { isLoading }] = useMergeAgencyMutation();
  const confirm = async (reason: string) => {
    if (oidIn(successor) === '') {
      setError(t('agency.choose'));
      return;
    }
    const answer = await merge({ id: agency.id, successor: oidIn(successor), reason });
    if ('error' in answer) {
      const { fields, message } = refusalOf(answer.error);
      setError(fields[0]?.message ?? message);
      return;
    }
    tell.done(t('agency.merge_done'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('agency.merge_title', { name: agency.name })}
      text={t('agency.merge_text', {
        officers: number(agency.officers.length),
        datasets: number(agency.datasets),
      })}
      reasonLabel={t('agency.reason')}
      confirmLabel={t('agency.merge')}
      danger
      busy={isLoading}
      onCancel={onClose}
      onConfirm={(reason) => void confirm(reason)}
    >
      <AgencyChoice
        name="successor"
        label={t('agency.merge_into')}
        hint={t('agency.choose')}
        required
        value={successor}
        error={error}
        onChange={setSuccessor}
      />
    </ReasonDialog>
  );
}

function Restore({ agency, onClose }: Props) {
  const { t } = useText();
  const tell = useTell();
  const [restore, { isLoading }] = useRestoreAgencyMutation();
  const confirm = async (reason: string) => {
    const answer = await restore({ id: agency.id, reason });
    if ('error' in answer) tell.refused(answer.error);
    else tell.done(t('agency.restored'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('agency.restore_title', { name: agency.name })}
      text={t('agency.restore_text')}
      reasonLabel={t('content.history_reason')}
      confirmLabel={t('agency.restore')}
      busy={isLoading}
      onCancel={onClose}
      onConfirm={(reason) => void confirm(reason)}
    />
  );
}
