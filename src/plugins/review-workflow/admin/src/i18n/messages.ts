import * as accounts from './accounts';
import * as common from './common';
import * as datasets from './datasets';

export const zhHant = { ...common.zhHant, ...datasets.zhHant, ...accounts.zhHant };
export type TextKey = keyof typeof zhHant;
export const en: Record<TextKey, string> = { ...common.en, ...datasets.en, ...accounts.en };
