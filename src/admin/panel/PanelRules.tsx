import { useAuth } from '@strapi/strapi/admin';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { createGlobalStyle } from 'styled-components';
import { useOwnNames } from './useOwnNames';
import { useOwnScreens, type StrapiPages } from './useOwnScreens';
import { useReturnToPlace } from './useReturnToPlace';

const SUPER_ADMIN = 'strapi-super-admin';
/** Officers whose role has nothing in Strapi's content manager. */
const ONLY_OFFICERS = ['provider', 'agency-manager'];

/** Beside every page of the panel: signing in happens at /login, and officers see their menus only. */
export function PanelRules() {
  const { pathname } = useLocation();
  const user = useAuth('PanelRules', (state) => state.user, false);
  useReturnToPlace(user?.id);
  useOwnNames();
  const has = (role: string) => user?.roles.some(({ code }) => code === role) ?? false;
  useOwnScreens(pagesOf(has, user !== undefined));
  const atStrapisLogin = pathname.startsWith('/auth/');
  useEffect(() => {
    // Strapi moves here within the page, when a session has ended or somebody signs out.
    if (atStrapisLogin) window.location.replace('/login');
  }, [atStrapisLogin]);
  return (
    <>
      <NoAdvertisements />
      <NoticesInWindow />
      {!has(SUPER_ADMIN) && (
        <>
          <WithoutSettings />
          <WithoutContent />
          <WithOneMenu />
        </>
      )}
    </>
  );
}

/** Nobody is led anywhere before the person is known. */
function pagesOf(has: (role: string) => boolean, isKnown: boolean): StrapiPages {
  if (!isKnown || has(SUPER_ADMIN)) return 'all';
  return ONLY_OFFICERS.some(has) ? 'none' : 'content-manager';
}

/** Strapi shows these to everybody; they serve whoever runs the system. */
const WithoutSettings = createGlobalStyle`
  nav a[href$='/admin/settings'],
  nav a[href*='market.strapi.io'] {
    display: none;
  }
`;

/** The officers' screens bring their own menu, and signing out, with them. */
const WithOneMenu = createGlobalStyle`
  nav:has(+ * [data-corpus]) {
    display: none;
  }
`;

/** Officers have screens of their own for all content. */
const WithoutContent = createGlobalStyle`
  nav a[href$='/admin/content-manager'],
  nav a[href$='/admin/plugins/upload'] {
    display: none;
  }
`;

/** The bar at the top that leads to the maker's blog, and ways to its manuals. */
const NoAdvertisements = createGlobalStyle`
  div:has(> div > div > div > a[href^='https://strapi.io/']),
  a[href^='https://docs.strapi.io/'] {
    display: none;
  }
`;

/** Strapi makes its notices 50 rem wide in a place of 356 px: beyond the window where it is narrow or the text large. */
const NoticesInWindow = createGlobalStyle`
  @media (min-width: 601px) {
    [data-sonner-toaster] {
      --width: min(50rem, calc(100vw - 3.2rem)) !important;
    }
    [data-sonner-toast] {
      width: var(--width);
    }
  }
  [data-sonner-toast] p {
    overflow-wrap: anywhere;
  }
`;
