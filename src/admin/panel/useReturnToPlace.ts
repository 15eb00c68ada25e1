import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

type UserId = number | string | undefined;

/** Everything that a tab keeps for the work in it begins so, and belongs to this officer. */
const OURS = 'corpus.';
const OFFICER = 'corpus.officer';
/** Where this tab was; and, once a session has ended there, where to go on after signing in. */
const HERE = 'corpus.place';
const GO_ON = 'corpus.go-on';

/** After a session that ended, the same person goes on where the work was interrupted. */
export function useReturnToPlace(userId: UserId): void {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (pathname.startsWith('/auth/')) {
      keep(GO_ON, sessionStorage.getItem(HERE));
      return;
    }
    if (userId === undefined) return;
    if (sessionStorage.getItem(OFFICER) !== String(userId)) forgetTab();
    keep(OFFICER, String(userId));
    const goOn = sessionStorage.getItem(GO_ON);
    keep(GO_ON, null);
    if (pathname === '/' && goOn !== null && goOn !== '/') navigate(goOn);
    else keep(HERE, `${pathname}${search}`);
  }, [pathname, search, userId, navigate]);
}

interface RequestAction {
  readonly type: string;
  readonly meta?: { readonly arg?: { readonly endpointName?: string } };
}

/** Whoever signs out has finished: neither they nor the next officer begins in the middle of it. */
export const forgetAtSignOut =
  () => () => (next: (action: unknown) => unknown) => (action: RequestAction) => {
    if (action.meta?.arg?.endpointName === 'logout') forgetTab();
    return next(action);
  };

function forgetTab(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(OURS)) sessionStorage.removeItem(name);
  }
}

function keep(name: string, value: string | null): void {
  if (value === null) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, value);
}
