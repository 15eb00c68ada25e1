import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

const CONTENT_MANAGER = /^\/content-manager(?:\/|$)/;
const A_DATASET = /\/api::dataset\.dataset\/(\w+)$/;
/** The officers' own screens, the devices that they are signed in on, and the ways out. */
const OWN = /^\/(?:$|corpus(?:\/|$)|me\/sessions$|auth\/)/;

/** Which of Strapi's own pages serve a person: all, the content manager (to read), or none. */
export type StrapiPages = 'all' | 'content-manager' | 'none';

/**
 * Whoever comes to an address of Strapi's that does not serve them is led to the screen that does. A
 * profile is not theirs to change, either: name, address and password belong to the identity provider.
 */
export function useOwnScreens(pages: StrapiPages): void {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    const isContentManager = CONTENT_MANAGER.test(pathname);
    if (pages === 'all' || OWN.test(pathname)) return;
    if (isContentManager && pages === 'content-manager') return;
    navigate(isContentManager ? screenOf(pathname) : '/', { replace: true });
  }, [pages, pathname, navigate]);
}

function screenOf(pathname: string): string {
  const id = A_DATASET.exec(decodeURIComponent(pathname))?.[1];
  return id === undefined ? '/corpus/datasets' : `/corpus/datasets/${id}`;
}
