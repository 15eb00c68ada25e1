import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { ActionBar } from '../../components/ActionBar';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useMove } from '../../components/useMove';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useQueuePlace } from './useQueuePlace';

type Verdict = 'approve' | 'return';

/** 通過, 退回, and the next of the queue. */
export function Decide({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const { number } = useFormat();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Verdict | null>(null);
  const { move, busy } = useMove();
  const { queue, next, others } = useQueuePlace(dataset.id);
  const decide = async (verdict: Verdict, reason: string) => {
    const moved = await move(dataset, { action: verdict, reason });
    if (moved !== undefined) setAsked(null);
    if (moved) navigate(next ?? queue);
  };
  const { allowedActions } = dataset;
  const may = {
    approve: allowedActions.includes('approve'),
    return: allowedActions.includes('return'),
  };
  return (
    <ActionBar>
      <Flex gap={3} wrap="wrap">
        <LinkButton tag={Link} to={queue} variant="tertiary" size="L">
          {t('action.back_to_list')}
        </LinkButton>
        {next !== null && (
          <LinkButton tag={Link} to={next} variant="tertiary" size="L">
            {t('review.next', { count: number(others) })}
          </LinkButton>
        )}
      </Flex>
      <Flex gap={3} wrap="wrap">
        {!may.approve && !may.return && <Typography>{t('review.nothing_to_decide')}</Typography>}
        {may.return && (
          <Button size="L" variant="danger-light" onClick={() => setAsked('return')}>
            {t('do.return')}
          </Button>
        )}
        {may.approve && (
          <Button size="L" variant="success" onClick={() => setAsked('approve')}>
            {t('do.approve')}
          </Button>
        )}
      </Flex>
      {asked !== null && (
        <ReasonDialog
          title={t(`review.confirm_${asked}`)}
          text={textOf(asked)}
          reasonLabel={asked === 'return' ? t('reason.title') : undefined}
          keepAs={`${asked}.${dataset.version}`}
          danger={asked === 'return'}
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={(reason) => void decide(asked, reason)}
        />
      )}
    </ActionBar>
  );

  /** What the decision will do. */
  function textOf(verdict: Verdict): string {
    if (verdict === 'return') return t('review.confirm_return_text');
    const { state, delistOn } = dataset;
    if (state === 'listing-review-agency' || state === 'delisting-review-agency') {
      return t('review.confirm_approve_first');
    }
    if (state === 'listing-review-platform') return t('review.confirm_approve_listing');
    return t('review.confirm_approve_delisting', { date: delistOn ?? '' });
  }
}
