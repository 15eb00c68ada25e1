import type { DatasetView } from '../../../../../contracts/datasets';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import type { Fact } from './FactList';

const TIMES = ['createdAt', 'submittedAt', 'firstListedAt', 'lastListedAt', 'delistedAt'] as const;

/** The times that are kept apart, as far as there are any. */
export function useTimeFacts(dataset: DatasetView): Fact[] {
  const { t } = useText();
  const { dateTime } = useFormat();
  const times = TIMES.flatMap((name) => {
    const at = dataset[name];
    return at === null ? [] : [{ label: t(`detail.${name}`), value: dateTime(at) }];
  });
  const { delistOn, delistReason, hasPublicVersion } = dataset;
  return [
    {
      label: t('detail.public'),
      value: t(hasPublicVersion ? 'detail.public_yes' : 'detail.public_no'),
    },
    ...times,
    ...(delistOn === null ? [] : [{ label: t('detail.delistOn'), value: delistOn }]),
    ...(delistReason === null ? [] : [{ label: t('detail.delistReason'), value: delistReason }]),
  ];
}
