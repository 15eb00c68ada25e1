import { Typography } from '@strapi/design-system';
import { addWorkingDays } from '../../../../../../domain/time/working-days';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

/** An answer within so many working days is the goal. */
const GOAL_WORKING_DAYS = 7;

/** How long it has waited, and the day by which an answer is the goal. */
export function Waiting({ since }: { since: string }) {
  const { t } = useText();
  const { since: duration } = useFormat();
  const due = addWorkingDays(taipeiDay(new Date(since)), GOAL_WORKING_DAYS);
  const late = due < taipeiDay(new Date());
  return (
    <>
      {t('review.waits', { time: duration(since) })}
      <br />
      <Typography variant="pi" textColor={late ? 'danger700' : 'neutral700'}>
        {t(late ? 'review.late' : 'review.due', { day: due })}
      </Typography>
    </>
  );
}
