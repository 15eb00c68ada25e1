import { useCallback } from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';
import { formatLocale } from './language';
import type { TextKey } from './messages';

export type Values = Record<string, PrimitiveType>;
export type Say = (key: TextKey, values?: Values) => string;

/** Keys of this plugin among all the panel's. */
export const PREFIX = 'corpus.';

export interface Text {
  readonly t: Say;
  readonly isChinese: boolean;
  /** BCP 47, for Intl. */
  readonly locale: string;
}

/** The words of this plugin in the person's language; a key that does not exist does not compile. */
export function useText(): Text {
  const intl = useIntl();
  const t = useCallback<Say>(
    (key, values) => intl.formatMessage({ id: `${PREFIX}${key}` }, values),
    [intl],
  );
  return { t, isChinese: intl.locale.startsWith('zh'), locale: formatLocale(intl.locale) };
}
