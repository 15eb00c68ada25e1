import * as accounts from './accounts';
import * as common from './common';
import * as datasets from './datasets';
import * as form from './form';
import * as review from './review';

export const zhHant = {
  ...common.zhHant,
  ...datasets.zhHant,
  ...form.zhHant,
  ...review.zhHant,
  ...accounts.zhHant,
};
export type TextKey = keyof typeof zhHant;
export const en: Record<TextKey, string> = {
  ...common.en,
  ...datasets.en,
  ...form.en,
  ...review.en,
  ...accounts.en,
};
