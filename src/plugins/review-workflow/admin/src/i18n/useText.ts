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
  /** `甲、乙`, or `a, b`. */
  readonly listed: (words: readonly string[]) => string;
  /** `甲（乙）`, or `a (b)`. */
  readonly noted: (words: string, note: string) => string;
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
  const isChinese = intl.locale.startsWith('zh');
  const listed = useCallback(
    (words: readonly string[]) => words.join(isChinese ? '、' : ', '),
    [isChinese],
  );
  const noted = useCallback(
    (words: string, note: string) => (isChinese ? `${words}（${note}）` : `${words} (${note})`),
    [isChinese],
  );
  return { t, isChinese, listed, noted, locale: formatLocale(intl.locale) };
}
