import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { AgencyDetail } from '../../../../../../contracts/agencies';
import { useSplitAgencyMutation } from '../../api/agencies';
import { refusalOf } from '../../api/errors';
import { TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useTell } from '../../components/useTell';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

interface Part {
  readonly oid: string;
  readonly name: string;
}

const NOTHING: Part = { oid: '', name: '' };
const MAX_PARTS = 20;

interface Props {
  readonly agency: AgencyDetail;
  readonly onClose: () => void;
}

/** 分割: the agencies that come of it, and which of them takes over. */
export function Split({ agency, onClose }: Props) {
  const { t } = useText();
  const { number } = useFormat();
  const tell = useTell();
  const [parts, setParts] = useState<readonly Part[]>([NOTHING, NOTHING]);
  const [heir, setHeir] = useState(0);
  const [split, { isLoading }] = useSplitAgencyMutation();
  const confirm = async (reason: string) => {
    const successor = parts[heir]?.oid.trim() ?? '';
    const answer = await split({ id: agency.id, parts, successor, reason });
    if ('error' in answer) {
      const { fields, message } = refusalOf(answer.error);
      tell.refused({ message: fields[0]?.message ?? message });
      return;
    }
    tell.done(t('agency.split_done'));
    onClose();
  };
  const change = (at: number, changes: Partial<Part>) =>
    setParts(parts.map((part, index) => (index === at ? { ...part, ...changes } : part)));
  const remove = (at: number) => {
    setParts(parts.filter((_, index) => index !== at));
    setHeir(0);
  };
  return (
    <ReasonDialog
      title={t('agency.split_title', { name: agency.name })}
      text={t('agency.split_text', {
        officers: number(agency.officers.length),
        datasets: number(agency.datasets),
      })}
      reasonLabel={t('agency.reason')}
      confirmLabel={t('agency.split')}
      danger
      busy={isLoading}
      onCancel={onClose}
      onConfirm={(reason) => void confirm(reason)}
    >
      {parts.map((part, at) => (
        <PartFields
          // Parts are told apart by their place alone.
          key={at}
          number={at + 1}
          part={part}
          isHeir={at === heir}
          onChange={(changes) => change(at, changes)}
          onHeir={() => setHeir(at)}
          onRemove={parts.length > 1 ? () => remove(at) : undefined}
        />
      ))}
      {parts.length < MAX_PARTS && (
        <div>
          <Button
            type="button"
            size="S"
            variant="tertiary"
            onClick={() => setParts([...parts, NOTHING])}
          >
            {t('agency.split_add')}
          </Button>
        </div>
      )}
    </ReasonDialog>
  );
}

interface PartProps {
  readonly number: number;
  readonly part: Part;
  readonly isHeir: boolean;
  readonly onChange: (changes: Partial<Part>) => void;
  readonly onHeir: () => void;
  readonly onRemove: (() => void) | undefined;
}

function PartFields({ number, part, isHeir, onChange, onHeir, onRemove }: PartProps) {
  const { t } = useText();
  return (
    <Group>
      <legend>{t('agency.split_part', { number })}</legend>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <TextField
          name={`part-oid-${String(number)}`}
          label={t('agency.split_oid', { number })}
          required
          maxLength={120}
          value={part.oid}
          onChange={(oid) => onChange({ oid: oid.trim() })}
        />
        <TextField
          name={`part-name-${String(number)}`}
          label={t('agency.split_name', { number })}
          required
          maxLength={200}
          value={part.name}
          onChange={(name) => onChange({ name })}
        />
        <Flex justifyContent="space-between" gap={2} wrap="wrap">
          <label>
            <input type="radio" name="heir" checked={isHeir} onChange={onHeir} />{' '}
            {t('agency.split_heir', { number })}
          </label>
          {onRemove !== undefined && (
            <Button type="button" size="S" variant="danger-light" onClick={onRemove}>
              {t('agency.split_remove', { number })}
            </Button>
          )}
        </Flex>
      </Flex>
    </Group>
  );
}

const Group = styled.fieldset`
  padding: 1.2rem;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  border-radius: ${({ theme }) => theme.borderRadius};
  legend {
    padding: 0 0.4rem;
    font-weight: 600;
  }
`;
