import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';
import { useText } from '../i18n/useText';
import { ReasonDialog } from './ReasonDialog';

/** Where a session that has ended leads; what is unsaved is kept in the browser by then. */
const SIGN_IN = '/auth/';

/** Asks before a page with unsaved changes is left, by a link, the back button or the window. */
export function UnsavedGuard({ when }: { when: boolean }) {
  const { t } = useText();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when &&
      currentLocation.pathname !== nextLocation.pathname &&
      !nextLocation.pathname.startsWith(SIGN_IN),
  );
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [when]);
  if (blocker.state !== 'blocked') return null;
  return (
    <ReasonDialog
      title={t('unsaved.title')}
      text={t('unsaved.text')}
      confirmLabel={t('unsaved.leave')}
      danger
      onCancel={() => blocker.reset()}
      onConfirm={() => blocker.proceed()}
    />
  );
}
