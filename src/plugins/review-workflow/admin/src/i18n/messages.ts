import * as access from './access';
import * as accounts from './accounts';
import * as audit from './audit';
import * as agencies from './agencies';
import * as common from './common';
import * as content from './content';
import * as datasets from './datasets';
import * as form from './form';
import * as home from './home';
import * as members from './members';
import * as review from './review';
import * as workflow from './workflow';

export const zhHant = {
  ...common.zhHant,
  ...datasets.zhHant,
  ...form.zhHant,
  ...home.zhHant,
  ...review.zhHant,
  ...accounts.zhHant,
  ...access.zhHant,
  ...audit.zhHant,
  ...content.zhHant,
  ...agencies.zhHant,
  ...members.zhHant,
  ...workflow.zhHant,
};
export type TextKey = keyof typeof zhHant;
export const en: Record<TextKey, string> = {
  ...common.en,
  ...datasets.en,
  ...form.en,
  ...home.en,
  ...review.en,
  ...accounts.en,
  ...access.en,
  ...audit.en,
  ...content.en,
  ...agencies.en,
  ...members.en,
  ...workflow.en,
};
