/** Strapi keeps the language of the panel in this browser under this name. */
const STORAGE_KEY = 'strapi-admin-language';
/** Strapi's code for Traditional Chinese. */
const CHINESE = 'zh';
const TAIWAN = 'zh-Hant-TW';

/** Before the panel starts: Chinese, unless this browser has chosen English. */
export function beginInChinese(): void {
  const stored = localStorage.getItem(STORAGE_KEY);
  if (stored !== 'en') localStorage.setItem(STORAGE_KEY, CHINESE);
  writeLikeTaiwan();
  tellBrowserTheScript();
}

interface LocaleAction {
  readonly type: string;
  readonly payload?: unknown;
}

/** Accounts may carry any tag of Chinese as their language; Strapi knows this one only. */
export const oneChinese =
  () => () => (next: (action: unknown) => unknown) => (action: LocaleAction) => {
    const chinese =
      action.type === 'admin/setLocale' &&
      typeof action.payload === 'string' &&
      action.payload.startsWith('zh');
    return next(chinese ? { ...action, payload: CHINESE } : action);
  };

/** To Intl, plain `zh` is Simplified Chinese (分钟前, 周一). */
function writeLikeTaiwan(): void {
  for (const name of [
    'DateTimeFormat',
    'RelativeTimeFormat',
    'ListFormat',
    'PluralRules',
  ] as const) {
    const Original = Intl[name] as unknown as new (...given: unknown[]) => object;
    const Localised = new Proxy(Original, {
      construct: (target, [locale, ...rest]: unknown[]) =>
        new target(locale === CHINESE ? TAIWAN : locale, ...rest),
    });
    Object.defineProperty(Intl, name, { value: Localised, configurable: true, writable: true });
  }
}

/** `lang="zh"` would let browsers choose Simplified glyphs. */
function tellBrowserTheScript(): void {
  const root = document.documentElement;
  const correct = () => {
    if (root.lang === CHINESE) root.lang = TAIWAN;
  };
  new MutationObserver(correct).observe(root, { attributeFilter: ['lang'] });
  correct();
}
