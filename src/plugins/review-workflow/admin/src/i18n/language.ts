/** Strapi's own code for Traditional Chinese is `zh`. */
export const CHINESE = 'zh';
export const ENGLISH = 'en';

const STORAGE_KEY = 'strapi-admin-language';

/** The language for Accept-Language: what the panel shows now. */
export function apiLanguage(): 'zh-Hant' | 'en' {
  return (localStorage.getItem(STORAGE_KEY) ?? CHINESE).startsWith('en') ? 'en' : 'zh-Hant';
}

/** The tag that dates and numbers are written by. */
export function formatLocale(locale: string): string {
  return locale.startsWith('zh') ? 'zh-Hant-TW' : 'en-GB';
}
