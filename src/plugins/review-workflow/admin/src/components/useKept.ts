import { useCallback, useState } from 'react';

const PREFIX = 'corpus.kept.';

/**
 * A text that survives a session which ends while it is written: kept in this tab, by page and name,
 * until what it was written for is done.
 *
 * @param name null where nothing is to be kept.
 */
export function useKept(name: string | null): readonly [string, (text: string) => void] {
  const key = name === null ? null : `${PREFIX}${window.location.pathname}.${name}`;
  const [text, setText] = useState(() => (key && sessionStorage.getItem(key)) ?? '');
  const write = useCallback(
    (next: string) => {
      if (key !== null) sessionStorage.setItem(key, next);
      setText(next);
    },
    [key],
  );
  return [text, write];
}

/** What was kept has been sent, or was given up. */
export function forgetKept(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
