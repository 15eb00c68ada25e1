import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { useTasksQuery } from '../../api/datasets';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useMove } from '../../components/useMove';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

type Verdict = 'approve' | 'return';

/** 通過, 退回, and the next of the queue. */
export function Decide({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Verdict | null>(null);
  const { move, busy } = useMove();
  const next = useNext(dataset.id);
  const decide = async (verdict: Verdict, reason: string) => {
    const moved = await move(dataset, { action: verdict, reason });
    setAsked(null);
    if (moved !== null) navigate(next ?? `${ROOT}/review`);
  };
  const allowed = (verdict: Verdict) => dataset.allowedActions.includes(verdict);
  return (
    <Bar>
      <LinkButton tag={Link} to={`${ROOT}/review`} variant="tertiary" size="L">
        {t('action.back_to_list')}
      </LinkButton>
      {next !== null && (
        <LinkButton tag={Link} to={next} variant="tertiary" size="L">
          {t('review.next')}
        </LinkButton>
      )}
      <Flex gap={3}>
        {!allowed('approve') && !allowed('return') && (
          <Typography>{t('review.nothing_to_decide')}</Typography>
        )}
        {allowed('approve') && (
          <Button size="L" variant="success" onClick={() => setAsked('approve')}>
            {t('do.approve')}
          </Button>
        )}
        {allowed('return') && (
          <Button size="L" variant="danger" onClick={() => setAsked('return')}>
            {t('do.return')}
          </Button>
        )}
      </Flex>
      {asked !== null && (
        <ReasonDialog
          title={t(`review.confirm_${asked}`)}
          text={t(`review.confirm_${asked}_text`)}
          reasonLabel={asked === 'return' ? t('reason.title') : undefined}
          danger={asked === 'return'}
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={(reason) => void decide(asked, reason)}
        />
      )}
    </Bar>
  );
}

/** The address of the review that has waited longest besides this one. */
function useNext(id: string): string | null {
  const { data } = useTasksQuery({ pageSize: 2 });
  const other = data?.data.find((row) => row.id !== id);
  return other === undefined ? null : `${ROOT}/review/${other.id}`;
}

const Bar = styled.div`
  position: sticky;
  bottom: 0;
  display: flex;
  flex-wrap: wrap;
  gap: 1.2rem;
  align-items: center;
  justify-content: flex-end;
  padding: 1.6rem;
  background: ${({ theme }) => theme.colors.neutral0};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral200};
`;
