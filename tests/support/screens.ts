/** Every screen and every state of one that matters. A new screen is a new entry: a test compares this list with the panel's routes. */
import { isGuest, type ScreenEntry } from './screen-entry';
import { applyAsManager, asks, check, pressInRow, steps } from './screen-steps';
import { PROVIDER_SCREENS } from './screens-of-providers';

const SIGN_IN: readonly ScreenEntry[] = [
  { name: 'login', as: 'nobody', path: '/login', alsoEnglish: true },
  { name: 'login-local', as: 'nobody', path: '/login/local' },
  { name: 'login-failed', as: 'nobody', path: '/login/callback?error=access_denied&state=gone' },
  { name: 'login-not-open', as: 'nobody', path: '/login/start/company' },
  { name: 'sign-out', as: 'nobody', path: '/login/sign-out' },
  { name: 'application', as: 'newcomer', path: '/login/application' },
  {
    name: 'application-certificate',
    as: 'certifying',
    path: '/login/application',
    open: applyAsManager,
  },
  { name: 'application-waiting', as: 'applicant', path: '/login/application' },
];

const MANAGER: readonly ScreenEntry[] = [
  { name: 'home-manager', as: 'manager', path: '/' },
  { name: 'datasets-manager', as: 'manager', path: '/corpus/datasets' },
  { name: 'review-queue', as: 'manager', path: '/corpus/review', alsoEnglish: true },
  {
    name: 'review-bulk',
    as: 'manager',
    path: '/corpus/review',
    open: steps(check('review.choose_all'), asks('review.bulk')),
  },
  { name: 'review-listing', as: 'manager', path: '/corpus/review/{security}' },
  {
    name: 'review-return',
    as: 'manager',
    path: '/corpus/review/{security}',
    open: asks('do.return'),
  },
  {
    name: 'review-approve',
    as: 'manager',
    path: '/corpus/review/{security}',
    open: asks('do.approve'),
  },
  { name: 'review-delisting', as: 'manager', path: '/corpus/review/{oids}' },
  {
    name: 'hand-over',
    as: 'manager',
    path: '/corpus/datasets/{gazette}',
    open: asks('do.handover'),
  },
  { name: 'accounts', as: 'manager', path: '/corpus/accounts' },
  { name: 'account-review', as: 'manager', path: '/corpus/accounts/{forManager}' },
  {
    name: 'account-approve',
    as: 'manager',
    path: '/corpus/accounts/{forManager}',
    open: asks('application.approve'),
  },
  { name: 'officers', as: 'manager', path: '/corpus/officers' },
];

const ADMIN: readonly ScreenEntry[] = [
  { name: 'home-admin', as: 'admin', path: '/', alsoEnglish: true },
  { name: 'datasets-admin', as: 'admin', path: '/corpus/datasets' },
  { name: 'dataset-scheduled', as: 'admin', path: '/corpus/datasets/{scheduled}' },
  {
    name: 'suspend',
    as: 'admin',
    path: '/corpus/datasets/{gazette}',
    open: asks('do.suspend'),
  },
  {
    name: 'cancel-delisting',
    as: 'admin',
    path: '/corpus/datasets/{scheduled}',
    open: asks('do.cancel-delisting'),
  },
  { name: 'review-changes', as: 'admin', path: '/corpus/review/{act}', alsoEnglish: true },
  { name: 'review-delisting-platform', as: 'admin', path: '/corpus/review/{leaving}' },
  { name: 'accounts-admin', as: 'admin', path: '/corpus/accounts' },
  { name: 'officers-admin', as: 'admin', path: '/corpus/officers' },
  { name: 'access', as: 'admin', path: '/corpus/access' },
  { name: 'access-review', as: 'admin', path: '/corpus/access/{wish}' },
  {
    name: 'access-reject',
    as: 'admin',
    path: '/corpus/access/{wish}',
    open: asks('access.do.reject'),
  },
  { name: 'audit', as: 'admin', path: '/corpus/audit' },
  { name: 'members', as: 'admin', path: '/corpus/members' },
  {
    name: 'member-suspend',
    as: 'admin',
    path: '/corpus/members',
    open: asks('members.suspend', pressInRow),
  },
  { name: 'pages', as: 'admin', path: '/corpus/content/pages' },
  { name: 'page', as: 'admin', path: '/corpus/content/pages/{page}' },
  { name: 'themes', as: 'admin', path: '/corpus/content/themes' },
  { name: 'theme', as: 'admin', path: '/corpus/content/themes/new' },
  { name: 'banners', as: 'admin', path: '/corpus/content/banners' },
  { name: 'banner', as: 'admin', path: '/corpus/content/banners/new' },
  { name: 'hot-keywords', as: 'admin', path: '/corpus/content/hot-keywords' },
  { name: 'tags', as: 'admin', path: '/corpus/content/tags' },
  { name: 'tag', as: 'admin', path: '/corpus/content/tags/new' },
  { name: 'licences', as: 'admin', path: '/corpus/content/licences' },
  { name: 'licence', as: 'admin', path: '/corpus/content/licences/{licence}' },
  { name: 'agencies', as: 'admin', path: '/corpus/agencies' },
  { name: 'agency', as: 'admin', path: '/corpus/agencies/{agency}' },
  {
    name: 'agency-merge',
    as: 'admin',
    path: '/corpus/agencies/{agency}',
    open: asks('agency.merge'),
  },
  { name: 'agency-new', as: 'admin', path: '/corpus/agencies/new' },
];

/** Strapi's own page of a dataset, for whoever comes there: ours is the panel of the review. */
const CONTENT_MANAGER: readonly ScreenEntry[] = [
  {
    name: 'content-manager-dataset',
    as: 'admin',
    path: '/content-manager/collection-types/api::dataset.dataset/{act}',
    shows: 'workflow.open',
    within: 'aside:has(a[href*="/corpus/datasets/"])',
  },
];

export const SCREENS: readonly ScreenEntry[] = [
  ...SIGN_IN,
  ...PROVIDER_SCREENS,
  ...MANAGER,
  ...ADMIN,
  ...CONTENT_MANAGER,
];

/** The panel's route that an entry is of: `/corpus/datasets/:id/files`. */
export function routeOf({ path }: ScreenEntry): string {
  return path.replace(/\?.*$/, '').replace(/\{\w+\}/g, ':id');
}

export function addressOf(
  { as, path }: ScreenEntry,
  ids: Readonly<Record<string, string>>,
): string {
  const known = path.replace(/\{(\w+)\}/g, (_, key: string) => ids[key] ?? `no-${key}`);
  return isGuest(as) ? known : `/admin${known}`;
}
