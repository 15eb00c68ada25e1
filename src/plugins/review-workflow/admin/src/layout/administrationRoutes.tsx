import { Route } from 'react-router-dom';
import { AccessApplications } from '../screens/access-applications/AccessApplications';
import { AccountList } from '../screens/account-list/AccountList';
import { ApplicationList } from '../screens/application-list/ApplicationList';
import { ApplicationReview } from '../screens/application-review/ApplicationReview';
import { Audit } from '../screens/audit/Audit';
import { ADMINS, REVIEWERS } from './menu';
import { Only } from './Only';

const SCREENS = [
  { path: 'accounts', roles: REVIEWERS, Component: ApplicationList },
  { path: 'accounts/:id', roles: REVIEWERS, Component: ApplicationReview },
  { path: 'access', roles: ADMINS, Component: AccessApplications },
  { path: 'audit', roles: ADMINS, Component: Audit },
  { path: 'officers', roles: REVIEWERS, Component: AccountList },
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
