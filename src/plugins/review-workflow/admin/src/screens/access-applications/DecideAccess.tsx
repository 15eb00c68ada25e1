import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import {
  useDecideAccessMutation,
  type AccessApplication,
  type AccessDecision,
} from '../../api/access';
import { TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { saveFile } from '../../dataset-view/saveFile';
import { useText } from '../../i18n/useText';

type Verdict = AccessDecision['decision'];

const VERDICTS: Readonly<Record<AccessApplication['state'], readonly Verdict[]>> = {
  waiting: ['approve', 'reject'],
  approved: ['revoke'],
  rejected: [],
  revoked: [],
};

/** 核准, 不核准, 撤銷授權, and the evidence to read first. */
export function DecideAccess({ application }: { application: AccessApplication }) {
  const { t } = useText();
  const tell = useTell();
  const [asked, setAsked] = useState<Verdict | null>(null);
  const { documentId, evidence, state } = application;
  const read = () =>
    saveFile(`/access-review/applications/${documentId}/evidence`, evidence.name).catch(
      tell.refused,
    );
  return (
    <Flex gap={2} wrap="wrap">
      <Button size="S" variant="tertiary" onClick={() => void read()}>
        {t('access.evidence')}
      </Button>
      {VERDICTS[state].map((verdict) => (
        <Button
          key={verdict}
          size="S"
          variant={verdict === 'approve' ? 'secondary' : 'danger-light'}
          onClick={() => setAsked(verdict)}
        >
          {t(`access.do.${verdict}`)}
        </Button>
      ))}
      {asked !== null && <Confirm id={documentId} verdict={asked} onClose={() => setAsked(null)} />}
    </Flex>
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
