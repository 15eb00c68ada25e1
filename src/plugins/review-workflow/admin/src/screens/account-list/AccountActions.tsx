import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import type { AccountItem } from '../../../../../../contracts/accounts';
import { useSetAccountRoleMutation, useSetAccountStateMutation } from '../../api/accounts';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

type Act = 'disable' | 'enable' | 'promote' | 'demote';

/** What each asks for; nothing where a reason is not needed. */
const REASON = {
  disable: 'officers.disable_reason',
  enable: null,
  promote: 'officers.role_reason',
  demote: 'officers.role_reason',
} as const;

const DONE = {
  disable: 'officers.disabled',
  enable: 'officers.enabled',
  promote: 'officers.promoted',
  demote: 'officers.demoted',
} as const;

const DANGER: readonly Act[] = ['disable', 'demote'];

/** 停用, 重新啟用; for the Super Admin the naming of platform admins, too. */
export function AccountActions({ row }: { row: AccountItem }) {
  const { t } = useText();
  const [asked, setAsked] = useState<Act | null>(null);
  const { act, busy } = useAct(row);
  const label = asked === null ? null : REASON[asked];
  return (
    <Flex gap={2} wrap="wrap">
      {actsOn(row).map((one) => (
        <Button
          key={one}
          size="S"
          variant={DANGER.includes(one) ? 'danger-light' : 'tertiary'}
          aria-label={`${t(`officers.${one}`)} ${row.name}`}
          onClick={() => setAsked(one)}
        >
          {t(`officers.${one}`)}
        </Button>
      ))}
      {asked !== null && (
        <ReasonDialog
          title={t(`officers.${asked}_title`)}
          text={t(`officers.${asked}_text`, { name: row.name })}
          reasonLabel={label === null ? undefined : t(label)}
          danger={DANGER.includes(asked)}
          confirmLabel={t(`officers.${asked}`)}
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={(remark) => void act(asked, remark).then(() => setAsked(null))}
        />
      )}
    </Flex>
  );
}

function actsOn({ active, role, mayChangeState, mayChangeRole }: AccountItem): Act[] {
  const state: Act[] = mayChangeState ? [active ? 'disable' : 'enable'] : [];
  if (!mayChangeRole || !active) return state;
  if (role !== 'platform-admin') state.push('promote');
  if (role !== null) state.push('demote');
  return state;
}

function useAct({ id }: AccountItem) {
  const [setState, state] = useSetAccountStateMutation();
  const [setRole, role] = useSetAccountRoleMutation();
  const { t } = useText();
  const tell = useTell();
  const send = (one: Act, remark: string) => {
    if (one === 'disable' || one === 'enable') {
      return setState({ id, active: one === 'enable', remark });
    }
    return setRole({ id, role: one === 'promote' ? 'platform-admin' : null, remark });
  };
  const act = async (one: Act, remark: string) => {
    const answer = await send(one, remark);
    if ('error' in answer) tell.refused(answer.error);
    else tell.done(t(DONE[one]));
  };
  return { act, busy: state.isLoading || role.isLoading };
}
