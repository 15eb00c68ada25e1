import type { OfficerRole } from '../../../../../domain/access/roles';
import type { TextKey } from '../i18n/messages';

interface Item {
  readonly to: string;
  readonly label: TextKey;
  readonly roles: readonly OfficerRole[];
}

interface Group {
  readonly label: TextKey;
  readonly items: readonly Item[];
}

export const ROOT = '/corpus';

const EVERYBODY: readonly OfficerRole[] = ['provider', 'agency-manager', 'platform-admin'];
export const REVIEWERS: readonly OfficerRole[] = ['agency-manager', 'platform-admin'];

export const ADMINS: readonly OfficerRole[] = ['platform-admin'];

const CONTENT = `${ROOT}/content`;

/** The menu of the guide: what each role uses, in its order. */
const MENU: readonly Group[] = [
  {
    label: 'menu.datasets',
    items: [
      { to: `${ROOT}/datasets`, label: 'menu.datasets.list', roles: EVERYBODY },
      { to: `${ROOT}/review`, label: 'menu.datasets.review', roles: REVIEWERS },
    ],
  },
  {
    label: 'menu.accounts',
    items: [
      { to: `${ROOT}/accounts`, label: 'menu.accounts.review', roles: REVIEWERS },
      { to: `${ROOT}/officers`, label: 'menu.accounts.officers', roles: REVIEWERS },
      { to: `${ROOT}/members`, label: 'menu.accounts.members', roles: ADMINS },
      { to: `${ROOT}/access`, label: 'menu.access', roles: ADMINS },
      { to: `${ROOT}/audit`, label: 'menu.audit', roles: ADMINS },
    ],
  },
  {
    label: 'menu.web',
    items: [
      { to: `${CONTENT}/pages`, label: 'menu.web.pages', roles: ADMINS },
      { to: `${CONTENT}/themes`, label: 'menu.web.themes', roles: ADMINS },
      { to: `${CONTENT}/banners`, label: 'menu.web.banners', roles: ADMINS },
      { to: `${CONTENT}/hot-keywords`, label: 'menu.web.keywords', roles: ADMINS },
    ],
  },
  {
    label: 'menu.reference',
    items: [
      { to: `${CONTENT}/tags`, label: 'menu.reference.tags', roles: ADMINS },
      { to: `${CONTENT}/licences`, label: 'menu.reference.licences', roles: ADMINS },
      { to: `${ROOT}/agencies`, label: 'menu.reference.agencies', roles: ADMINS },
    ],
  },
];

export function menuFor(role: OfficerRole): Group[] {
  return MENU.map(({ label, items }) => ({
    label,
    items: items.filter(({ roles }) => roles.includes(role)),
  })).filter(({ items }) => items.length > 0);
}
