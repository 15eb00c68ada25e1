import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import type { MemberRow } from '../../../../../../contracts/members';
import {
  memberExport,
  useEraseMemberMutation,
  useSetMemberActiveMutation,
} from '../../api/members';
import { TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { saveFile } from '../../dataset-view/saveFile';
import { useText } from '../../i18n/useText';

type Step = 'suspend' | 'reinstate' | 'erase';

const DONE = {
  suspend: 'members.suspended',
  reinstate: 'members.reinstated',
  erase: 'members.erased',
} as const;

/** 停權, 恢復, 匯出個資, 刪除. */
export function MemberActions({ member }: { member: MemberRow }) {
  const { t } = useText();
  const tell = useTell();
  const [asked, setAsked] = useState<Step | null>(null);
  const { id, username, state } = member;
  const save = () =>
    saveFile(memberExport(id), `member-${String(id)}.json`).catch((error: unknown) =>
      tell.refused(error),
    );
  const button = (step: Step | 'export', onClick: () => void, danger = false) => (
    <Button
      size="S"
      variant={danger ? 'danger-light' : 'tertiary'}
      aria-label={t('members.of', { action: t(`members.${step}`), name: username })}
      onClick={onClick}
    >
      {t(`members.${step}`)}
    </Button>
  );
  const turn: Step = state === 'suspended' ? 'reinstate' : 'suspend';
  return (
    <Flex gap={2} wrap="wrap">
      {button(turn, () => setAsked(turn), turn === 'suspend')}
      {button('export', () => void save())}
      {button('erase', () => setAsked('erase'), true)}
      {asked !== null && <Confirm step={asked} member={member} onClose={() => setAsked(null)} />}
    </Flex>
  );
}

interface ConfirmProps {
  readonly step: Step;
  readonly member: MemberRow;
  readonly onClose: () => void;
}

function Confirm({ step, member, onClose }: ConfirmProps) {
  const { t } = useText();
  const tell = useTell();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [setActive, changing] = useSetMemberActiveMutation();
  const [erase, erasing] = useEraseMemberMutation();
  const { id, username, email } = member;
  const confirm = async () => {
    // What cannot be undone is not done by a slip of the hand.
    if (step === 'erase' && typed.trim().toLowerCase() !== email.toLowerCase()) {
      setWrong(true);
      return;
    }
    const answer = await (step === 'erase'
      ? erase(id)
      : setActive({ id, active: step === 'reinstate' }));
    if ('error' in answer) tell.refused(answer.error);
    else tell.done(t(DONE[step]));
    onClose();
  };
  return (
    <ReasonDialog
      title={t(`members.${step}_title`)}
      text={t(`members.${step}_text`, { name: username })}
      confirmLabel={t(`members.${step}`)}
      danger={step !== 'reinstate'}
      busy={changing.isLoading || erasing.isLoading}
      onCancel={onClose}
      onConfirm={() => void confirm()}
    >
      {step === 'erase' && (
        <TextField
          name="confirm-email"
          label={t('members.erase_confirm')}
          hint={email}
          required
          autoComplete="off"
          value={typed}
          error={wrong ? t('members.erase_mismatch') : undefined}
          onChange={setTyped}
        />
      )}
    </ReasonDialog>
  );
}
