import { Folder } from '@strapi/icons';
import type { RouteObject } from 'react-router-dom';
import { askAgain } from './api/askAgain';
import { obeyWorkflow } from './content-manager/obeyWorkflow';
import type { ContentManager } from './content-manager/strapi';
import { en, zhHant } from './i18n/messages';
import { PREFIX } from './i18n/useText';
import { applyTextSize, storedTextSize } from './text-size/textSize';

interface MenuLink {
  readonly to: string;
  readonly icon: unknown;
  readonly intlLabel: { readonly id: string; readonly defaultMessage: string };
  readonly permissions: readonly object[];
  readonly position: number;
  readonly Component: () => Promise<unknown>;
}

/** What this plugin uses of Strapi's app. */
interface App {
  addMenuLink(link: MenuLink): void;
  addMiddlewares(middlewares: readonly (typeof askAgain)[]): void;
  getPlugin(name: 'content-manager'): ContentManager | undefined;
  readonly router: { addRoute(change: (routes: RouteObject[]) => RouteObject[]): void };
}

const DICTIONARIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  zh: zhHant,
  en,
};

export default {
  register(app: App) {
    applyTextSize(storedTextSize());
    app.addMiddlewares([askAgain]);
    app.router.addRoute((routes) => routes.map((route) => (route.index ? HOME : route)));
    app.addMenuLink({
      to: 'corpus',
      icon: Folder,
      intlLabel: { id: `${PREFIX}menu.datasets`, defaultMessage: '資料集管理' },
      permissions: [],
      position: 1,
      Component: () => import('./layout/CorpusApp'),
    });
  },
  bootstrap(app: App) {
    const contentManager = app.getPlugin('content-manager');
    if (contentManager !== undefined) obeyWorkflow(contentManager);
  },
  registerTrads({ locales }: { locales: readonly string[] }) {
    return Promise.resolve(
      locales.map((locale) => ({ locale, data: withPrefix(DICTIONARIES[locale] ?? {}) })),
    );
  },
};

/** Officers begin with what waits for them, not with Strapi's widgets. */
const HOME: RouteObject = {
  index: true,
  lazy: async () => ({ Component: (await import('./layout/HomeApp')).default }),
};

function withPrefix(words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [`${PREFIX}${key}`, text]));
}
