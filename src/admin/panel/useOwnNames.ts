import { useEffect } from 'react';
import { useIntl } from 'react-intl';

/** The region of Strapi's notices. */
const REGION = 'section[aria-live="polite"][aria-label]';
const TITLE = / \| Strapi$/;
/** The officers' own screens, which have no words but ours. */
const OWN_SCREEN = '[data-corpus]';

/** Names and hints that Strapi's pages have in English whatever the panel's language. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  'Choose date': '選擇日期',
  'Choose time': '選擇時間',
  'Fold line': '收合',
  'Unfold line': '展開',
  Search: '搜尋',
  draft: '草稿',
  modified: '有變更',
  published: '已發布',
};
const NAMED = ['aria-label', 'title', 'placeholder'] as const;
/** The button that opens Strapi's menu in a narrow window. */
const MENU = '[aria-controls="burger-menu"] span';

/** Names what Strapi names in English in the panel's language, and its pages after the product. */
export function useOwnNames(): void {
  const intl = useIntl();
  const { locale } = intl;
  useEffect(() => {
    const isEnglish = locale === 'en';
    const product = intl.formatMessage({ id: 'app.components.LeftMenu.navbrand.title' });
    const correct = () => {
      const region = document.querySelector(REGION);
      const notices = isEnglish ? 'Notices' : '通知';
      if (region && region.ariaLabel !== notices) region.ariaLabel = notices;
      const title = document.title.replace(TITLE, ` | ${product}`);
      if (title !== document.title) document.title = title;
      if (!isEnglish && document.querySelector(OWN_SCREEN) === null) sayInChinese();
    };
    const watch = new MutationObserver(correct);
    watch.observe(document.documentElement, {
      childList: true,
      subtree: true,
      attributeFilter: [...NAMED],
    });
    correct();
    return () => watch.disconnect();
  }, [intl, locale]);
}

function sayInChinese(): void {
  for (const attribute of NAMED) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const chinese = IN_CHINESE[element.getAttribute(attribute) ?? ''];
      if (chinese !== undefined) element.setAttribute(attribute, chinese);
    }
  }
  const menu = document.querySelector(MENU);
  if (menu?.textContent === 'Menu') menu.textContent = '選單';
}
