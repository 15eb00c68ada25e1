import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

const CONTENT_MANAGER = /^\/content-manager(?:\/|$)/;
const A_DATASET = /\/api::dataset\.dataset\/(\w+)$/;

/** Whoever may not use Strapi's content manager, and comes to an address of it, is led to the screen that serves them. */
export function useOwnScreens(isOnlyOfficer: boolean): void {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    if (!isOnlyOfficer || !CONTENT_MANAGER.test(pathname)) return;
    const id = A_DATASET.exec(decodeURIComponent(pathname))?.[1];
    navigate(id === undefined ? '/corpus/datasets' : `/corpus/datasets/${id}`, { replace: true });
  }, [isOnlyOfficer, pathname, navigate]);
}
