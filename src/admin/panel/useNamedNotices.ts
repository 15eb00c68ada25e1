import { useEffect } from 'react';
import { useIntl } from 'react-intl';

/** The region of Strapi's notices has its name in English, whatever the panel's language. */
const REGION = 'section[aria-live="polite"][aria-label]';

/** Names the region where notices appear in the panel's language. */
export function useNamedNotices(): void {
  const { locale } = useIntl();
  useEffect(() => {
    const name = locale === 'en' ? 'Notices' : '通知';
    const correct = () => {
      const region = document.querySelector(REGION);
      if (region !== null && region.getAttribute('aria-label') !== name) {
        region.setAttribute('aria-label', name);
      }
    };
    const watch = new MutationObserver(correct);
    watch.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['aria-label'],
    });
    correct();
    return () => watch.disconnect();
  }, [locale]);
}
