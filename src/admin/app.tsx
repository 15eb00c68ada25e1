import { ownEnglish, taiwanChinese } from './i18n/taiwanChinese';
import type { ReactNode } from 'react';
import { beginInChinese, oneChinese } from './i18n/defaultLanguage';
import { LOGO } from './panel/logo';
import { PanelRules } from './panel/PanelRules';
import { forgetAtSignOut } from './panel/useReturnToPlace';

interface App {
  addComponents(component: { name: string; Component: () => ReactNode }): void;
  addMiddlewares(middlewares: readonly (() => unknown)[]): void;
}

beginInChinese();

/** Strapi's own panel, as officers need it: Taiwan's Chinese first, and only what they use. */
export default {
  config: {
    locales: ['zh'],
    auth: { logo: LOGO },
    menu: { logo: LOGO },
    head: { favicon: LOGO },
    translations: { zh: taiwanChinese, en: ownEnglish },
    tutorials: false,
    notifications: { releases: false },
  },
  register(app: App) {
    app.addMiddlewares([oneChinese, forgetAtSignOut]);
    // Rendered beside every page, inside Strapi's providers.
    app.addComponents({ name: 'future-global::panel-rules', Component: PanelRules });
  },
  bootstrap() {
    // Strapi calls it; everything is done in register.
  },
};
