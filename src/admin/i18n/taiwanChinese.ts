/** What Strapi's own Chinese lacks, or says in English, of the pages that officers meet. */
export const taiwanChinese: Readonly<Record<string, string>> = {
  'global.home': '首頁',
  'global.close': '關閉',
  'global.error': '發生錯誤',
  'global.more': '更多',
  'global.new': '新增',
  'global.profile.settings': '個人設定',
  'global.sessions.active-devices': '登入中的裝置',
  'global.fullname': '{firstname} {lastname}',
  'app.components.LeftMenu.logout': '登出',
  'app.components.LeftMenu.navbrand.title': '臺灣主權AI訓練語料庫',
  'app.components.LeftMenu.navbrand.workplace': '後臺管理系統',
  'app.session.ended.title': '登入已逾時',
  'app.session.ended.unsaved': '登入已逾時，請重新登入；尚未儲存的變更保留在這個瀏覽器。',
  'app.utils.close-label': '關閉',
  'notification.error': '發生錯誤',
  skipToContent: '跳到主要內容',
};

/** Strapi's own name, in places that it does not say in the panel's. */
export const ownEnglish: Readonly<Record<string, string>> = {
  'app.components.LeftMenu.navbrand.title': 'Taiwan Sovereign AI Training Corpus',
  'app.components.LeftMenu.navbrand.workplace': 'Back office',
};
