import { Button, LinkButton } from '@strapi/design-system';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { DatasetRow } from '../../../../../contracts/datasets';
import { useText } from '../i18n/useText';
import { ROOT } from '../layout/menu';
import { ReasonDialog } from './ReasonDialog';
import { useMove } from './useMove';

/** Those that a list or a page offers beside the review's own decisions. */
const ACTIONS = ['revise', 'withdraw', 'discard', 'cancel-delisting', 'suspend'] as const;
type Action = (typeof ACTIONS)[number];

const WITH_REASON: readonly Action[] = ['cancel-delisting', 'suspend'];
const DANGER: readonly Action[] = ['discard', 'suspend'];

/** A button for everything that this person may do with the dataset now, by the table of the review. */
export function ActionButtons({ row }: { row: DatasetRow }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Action | null>(null);
  const { move, busy } = useMove();
  const confirm = async (reason: string) => {
    if (asked === null) return;
    const moved = await move(row, { action: asked, reason });
    if (moved !== undefined) setAsked(null);
    if (moved && asked === 'revise') navigate(`${ROOT}/datasets/${row.id}/files`);
  };
  return (
    <>
      {ACTIONS.filter((action) => row.allowedActions.includes(action)).map((action) => (
        <Button
          key={action}
          size="S"
          variant={DANGER.includes(action) ? 'danger-light' : 'tertiary'}
          onClick={() => setAsked(action)}
        >
          {t(`do.${action}`)}
        </Button>
      ))}
      {row.allowedActions.includes('request-delisting') && (
        <LinkButton
          tag={Link}
          to={`${ROOT}/datasets/${row.id}/delisting`}
          size="S"
          variant="tertiary"
        >
          {t('do.request-delisting')}
        </LinkButton>
      )}
      {asked !== null && (
        <ReasonDialog
          title={t(`confirm.${asked}.title`)}
          text={textOf(asked, row)}
          reasonLabel={WITH_REASON.includes(asked) ? reasonOf(asked) : undefined}
          keepAs={`${asked}.${row.id}.${row.version}`}
          danger={DANGER.includes(asked)}
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={(reason) => void confirm(reason)}
        />
      )}
    </>
  );

  function textOf(action: Action, { state }: DatasetRow): string {
    const again = action === 'revise' && state === 'delisted';
    return t(again ? 'confirm.revise_delisted.text' : `confirm.${action}.text`);
  }

  function reasonOf(action: Action): string {
    return t(action === 'suspend' ? 'confirm.suspend.reason' : 'confirm.cancel-delisting.reason');
  }
}
