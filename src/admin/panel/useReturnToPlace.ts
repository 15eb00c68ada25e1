import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

type UserId = number | string | undefined;

interface Place {
  readonly path: string;
  readonly userId: UserId;
}

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
    const goOn = read(GO_ON);
    keep(GO_ON, null);
    if (pathname === '/' && goOn?.userId === userId && goOn.path !== '/') navigate(goOn.path);
    else keep(HERE, JSON.stringify({ path: `${pathname}${search}`, userId }));
  }, [pathname, search, userId, navigate]);
}

function read(name: string): Place | null {
  const stored = sessionStorage.getItem(name);
  return stored === null ? null : (JSON.parse(stored) as Place);
}

function keep(name: string, value: string | null): void {
  if (value === null) sessionStorage.removeItem(name);
  else sessionStorage.setItem(name, value);
}
