import { useAuth } from '@strapi/strapi/admin';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { createGlobalStyle } from 'styled-components';
import { useNamedNotices } from './useNamedNotices';
import { useOwnScreens } from './useOwnScreens';
import { useReturnToPlace } from './useReturnToPlace';

const SUPER_ADMIN = 'strapi-super-admin';
/** Officers whose role has nothing in Strapi's content manager. */
const ONLY_OFFICERS = ['provider', 'agency-manager'];

/** Beside every page of the panel: signing in happens at /login, and officers see their menus only. */
export function PanelRules() {
  const { pathname } = useLocation();
  const user = useAuth('PanelRules', (state) => state.user, false);
  useReturnToPlace(user?.id);
  useNamedNotices();
  const has = (role: string) => user?.roles.some(({ code }) => code === role) ?? false;
  useOwnScreens(ONLY_OFFICERS.some(has));
  const atStrapisLogin = pathname.startsWith('/auth/');
  useEffect(() => {
    // Strapi moves here within the page, when a session has ended or somebody signs out.
    if (atStrapisLogin) window.location.replace('/login');
  }, [atStrapisLogin]);
  return (
    <>
      <NoAdvertisements />
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

/** The bar at the top that leads to the maker's blog. */
const NoAdvertisements = createGlobalStyle`
  div:has(> div > div > div > a[href^='https://strapi.io/']) {
    display: none;
  }
`;
