import { Route } from 'react-router-dom';
import { AccessApplications } from '../screens/access-applications/AccessApplications';
import { AccessReview } from '../screens/access-applications/AccessReview';
import { AccountList } from '../screens/account-list/AccountList';
import { Agency, NewAgency } from '../screens/agencies/Agency';
import { AgencyList } from '../screens/agencies/AgencyList';
import { ApplicationList } from '../screens/application-list/ApplicationList';
import { ApplicationReview } from '../screens/application-review/ApplicationReview';
import { Audit } from '../screens/audit/Audit';
import { ContentEdit } from '../screens/content/ContentEdit';
import { ContentList } from '../screens/content/ContentList';
import { HotKeywords } from '../screens/hot-keywords/HotKeywords';
import { Members } from '../screens/members/Members';
import { ADMINS, REVIEWERS } from './menu';
import { Only } from './Only';

const SCREENS = [
  { path: 'accounts', roles: REVIEWERS, Component: ApplicationList },
  { path: 'accounts/:id', roles: REVIEWERS, Component: ApplicationReview },
  { path: 'access', roles: ADMINS, Component: AccessApplications },
  { path: 'access/:id', roles: ADMINS, Component: AccessReview },
  { path: 'audit', roles: ADMINS, Component: Audit },
  { path: 'officers', roles: REVIEWERS, Component: AccountList },
  { path: 'members', roles: ADMINS, Component: Members },
  { path: 'agencies', roles: ADMINS, Component: AgencyList },
  { path: 'agencies/new', roles: ADMINS, Component: NewAgency },
  { path: 'agencies/:id', roles: ADMINS, Component: Agency },
  { path: 'content/hot-keywords', roles: ADMINS, Component: HotKeywords },
  { path: 'content/:kind', roles: ADMINS, Component: ContentList },
  { path: 'content/:kind/:id', roles: ADMINS, Component: ContentEdit },
] as const;

/** Everything beside the datasets themselves. */
export const administrationRoutes = SCREENS.map(({ path, roles, Component }) => (
  <Route
    key={path}
    path={path}
    element={
      <Only roles={roles}>
        <Component />
      </Only>
    }
  />
));
