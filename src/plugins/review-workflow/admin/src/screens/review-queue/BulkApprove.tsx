import { Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { DatasetRow } from '../../../../../../contracts/datasets';
import { refusalOf } from '../../api/errors';
import { useMoveDatasetMutation } from '../../api/datasets';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useRefresh } from '../../components/useMove';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';

interface Props {
  readonly rows: readonly DatasetRow[];
  readonly onClose: () => void;
}

/** Approves several at once, after one confirmation that lists them; each is a decision of its own. */
export function BulkApprove({ rows, onClose }: Props) {
  const { t, noted } = useText();
  const tell = useTell();
  const refresh = useRefresh();
  const [send] = useMoveDatasetMutation();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    let done = 0;
    for (const { id, version, identifier } of rows) {
      const answer = await send({ id, version, action: 'approve' });
      if ('data' in answer) done += 1;
      else tell.refused({ message: `${identifier} ${refusalOf(answer.error).message}` });
    }
    if (done > 0) tell.done(t('review.bulk_done', { count: done }));
    refresh();
    onClose();
  };
  return (
    <ReasonDialog
      title={t('review.bulk_title')}
      text={t('review.bulk_text', { count: rows.length })}
      confirmLabel={t('do.approve')}
      busy={busy}
      onCancel={onClose}
      onConfirm={() => void confirm()}
    >
      <ul>
        {rows.map(({ id, identifier, name, state }) => (
          <li key={id}>
            <Typography>{noted(`${identifier} ${name ?? ''}`, t(`state.${state}`))}</Typography>
          </li>
        ))}
      </ul>
    </ReasonDialog>
  );
}
