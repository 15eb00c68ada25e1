import { useNotification } from '@strapi/strapi/admin';
import { useMemo } from 'react';
import { refusalOf } from '../api/errors';
import { useText } from '../i18n/useText';

/** Short notices at the edge of the screen, read out by screen readers. */
export function useTell() {
  const { toggleNotification } = useNotification();
  const { t } = useText();
  return useMemo(
    () => ({
      done: (message: string) => toggleNotification({ type: 'success', message }),
      note: (message: string) => toggleNotification({ type: 'info', message }),
      /** Says why it was refused, in the service's words where it gave any. */
      refused: (error: unknown) => {
        const { message, fields } = refusalOf(error);
        const all = [message, ...fields.map((field) => field.message)].filter(Boolean);
        const text = [...new Set(all)].join(' ') || t('page.failed');
        toggleNotification({ type: 'danger', message: text, timeout: readingMs(text) });
      },
    }),
    [toggleNotification, t],
  );
}

/** As long as it takes to read twice, slowly; whoever points at a notice holds it for longer. */
function readingMs(text: string): number {
  return Math.max(6_000, text.length * 200);
}
