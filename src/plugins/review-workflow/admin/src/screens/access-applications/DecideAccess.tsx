import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import type { AccessApplication } from '../../../../../../contracts/access';
import { useDecideAccessMutation, type AccessDecision } from '../../api/access';
import { TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { Panel } from '../../components/Screen';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

type Verdict = AccessDecision['decision'];

const VERDICTS: Readonly<Record<AccessApplication['state'], readonly Verdict[]>> = {
  waiting: ['approve', 'reject'],
  approved: ['revoke'],
  rejected: [],
  revoked: [],
};

/** 核准, 不核准, 撤銷授權; nothing where there is nothing left to decide. */
export function DecideAccess({ application }: { application: AccessApplication }) {
  const { t } = useText();
  const [asked, setAsked] = useState<Verdict | null>(null);
  const { documentId, state } = application;
  if (VERDICTS[state].length === 0) return null;
  return (
    <Panel title={t(state === 'waiting' ? 'access.decide' : 'access.grant')}>
      <Flex gap={2} wrap="wrap">
        {VERDICTS[state].map((verdict) => (
          <Button
            key={verdict}
            size="L"
            variant={verdict === 'approve' ? 'default' : 'danger-light'}
            onClick={() => setAsked(verdict)}
          >
            {t(`access.do.${verdict}`)}
          </Button>
        ))}
      </Flex>
      {asked !== null && <Confirm id={documentId} verdict={asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

interface ConfirmProps {
  readonly id: string;
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

function Confirm({ id, verdict, onClose }: ConfirmProps) {
  const { t } = useText();
  const tell = useTell();
  const today = taipeiDay(new Date());
  const [until, setUntil] = useState(`${Number(today.slice(0, 4)) + 1}${today.slice(4)}`);
  const [decide, { isLoading }] = useDecideAccessMutation();
  const approving = verdict === 'approve';
  const wrong = approving && until < today;
  const confirm = async (reason: string) => {
    if (wrong) return;
    const answer = await decide({ id, decision: verdict, reason, ...(approving && { until }) });
    if ('error' in answer) tell.refused(answer.error);
    else tell.done(t('access.done'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t(`access.do.${verdict}`)}
      text={t(`access.confirm.${verdict}`)}
      reasonLabel={approving ? undefined : t('access.reason')}
      confirmLabel={t(`access.do.${verdict}`)}
      danger={!approving}
      busy={isLoading}
      onCancel={onClose}
      onConfirm={(reason) => void confirm(reason)}
    >
      {approving && (
        <TextField
          name="until"
          type="date"
          label={t('access.until_label')}
          required
          min={today}
          value={until}
          error={wrong ? t('access.until_required') : undefined}
          onChange={setUntil}
        />
      )}
    </ReasonDialog>
  );
}
