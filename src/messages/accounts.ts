export const zhHant = {
  'accounts.citizen':
    '您登入的是一般民眾帳號，語料庫後臺須使用公務帳號。請先至「我的E政府」申請公務帳號，再回到這裡登入。',
  'accounts.agency_missing':
    '您的公務帳號尚未綁定機關 OID。請至「我的E政府」會員中心綁定現任機關的 OID，再回到這裡登入。',
  'accounts.agency_unknown':
    '語料庫中查無您公務帳號所綁定的機關（OID：{oid}）。請確認綁定的是現任機關的 OID；若無誤，請洽客服協助新增機關。',
  'accounts.claims_incomplete':
    '身分提供者沒有提供您的姓名，因此無法建立帳號。請至「我的E政府」補齊帳號資料後再登入。',
  'accounts.disabled': '您的帳號已停用，無法登入。如有疑問，請洽貴機關的機關管理者或客服。',
  'accounts.no_role': '您的帳號尚未取得身分。請先申請「資料提供者」或「機關管理者」身分。',
  'accounts.flow_missing':
    '登入程序已逾時或已使用過，請重新登入。若仍發生，請確認瀏覽器允許本網站使用 Cookie。',
  'accounts.sign_in_cancelled': '您已取消登入，或身分提供者沒有核准登入。請重新登入。',
  'accounts.provider_unavailable': '身分提供者目前沒有回應，請稍後再登入。',
  'accounts.sign_in_refused':
    '身分提供者的回覆未通過安全檢查，為保護您的帳號，這次登入沒有完成。請重新登入；若持續發生，請將查詢編號 {requestId} 告知客服。',
  'accounts.unit_type_unavailable': '此申請單位類型尚未開放登入。如需申請，請洽客服。',
  'accounts.login.title': '臺灣主權AI訓練語料庫 後臺管理登入',
  'accounts.login.heading': '請選擇申請單位類型',
  'accounts.login.government': '政府機關',
  'accounts.login.government_hint': '以「我的E政府」公務帳號登入',
  'accounts.login.company': '公司行號',
  'accounts.login.company_hint': '以公司行號的身分提供者登入',
  'accounts.login.organisation': '團體組織',
  'accounts.login.organisation_hint': '以團體組織的身分提供者登入',
  'accounts.login.not_configured': '尚未開放登入，如需申請請洽客服',
  'accounts.login.back': '回到登入頁',
  'accounts.login.failed': '無法登入',
  'accounts.login.request_id': '查詢編號：{requestId}',
  'accounts.login.help': '客服專線 {phone}，電子郵件 {email}',
  'accounts.login.text_size': '字級',
  'accounts.login.small': '小',
  'accounts.login.medium': '中',
  'accounts.login.large': '大',
  'accounts.login.other_language': 'English',
  'accounts.login.skip': '跳到主要內容',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'accounts.citizen':
    'You signed in with a citizen account (一般民眾); the back office needs a public servant account (公務帳號). Apply for one at 我的E政府, then sign in here again.',
  'accounts.agency_missing':
    'No agency OID is bound to your public servant account. Bind the OID of your present agency in the member centre of 我的E政府, then sign in here again.',
  'accounts.agency_unknown':
    'The agency bound to your account (OID {oid}) is not known here. Check that it is your present agency; if so, ask the help line to add it.',
  'accounts.claims_incomplete':
    'The identity provider did not tell your name, so no account can be made. Complete your account data there, then sign in again.',
  'accounts.disabled':
    "Your account is disabled. If you have questions, ask your agency's manager or the help line.",
  'accounts.no_role':
    'Your account has no role yet. Apply to be a data provider or an agency manager first.',
  'accounts.flow_missing':
    'This sign-in has expired or was used already; please sign in again. If it happens again, check that your browser allows cookies for this site.',
  'accounts.sign_in_cancelled':
    'You cancelled the sign-in, or the identity provider did not approve it. Please sign in again.',
  'accounts.provider_unavailable':
    'The identity provider does not answer for the moment; please sign in later.',
  'accounts.sign_in_refused':
    "The identity provider's answer did not pass the security checks, so this sign-in was not completed, to protect your account. Please sign in again; if it goes on, give the help line the request id {requestId}.",
  'accounts.unit_type_unavailable':
    'Sign-in is not open for this type of applicant. To apply, please ask the help line.',
  'accounts.login.title': 'Taiwan Sovereign AI Training Corpus: back office sign-in',
  'accounts.login.heading': 'Choose the type of your organisation',
  'accounts.login.government': 'Government agency',
  'accounts.login.government_hint': 'Sign in with your public servant account (我的E政府)',
  'accounts.login.company': 'Company',
  'accounts.login.company_hint': "Sign in with your company's identity provider",
  'accounts.login.organisation': 'Organisation',
  'accounts.login.organisation_hint': "Sign in with your organisation's identity provider",
  'accounts.login.not_configured': 'Not open for sign-in; to apply, ask the help line',
  'accounts.login.back': 'Back to sign-in',
  'accounts.login.failed': 'You could not be signed in',
  'accounts.login.request_id': 'Request id: {requestId}',
  'accounts.login.help': 'Help line {phone}, e-mail {email}',
  'accounts.login.text_size': 'Text size',
  'accounts.login.small': 'Small',
  'accounts.login.medium': 'Medium',
  'accounts.login.large': 'Large',
  'accounts.login.other_language': '正體中文',
  'accounts.login.skip': 'Skip to the main content',
};
