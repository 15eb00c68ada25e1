export const zhHant = {
  'corpus.being_built': '公開資料正在更新格式，請稍後再試。',
  'dataset.not_found': '查無此資料集。',
  'dataset.delisted': '資料集 {identifier} 已下架，不再提供內容。',
  'page.not_found': '查無此網頁內容。',
  'licence.not_found': '查無此授權條款。',
  'agency.not_found': '查無此機關。',
  'access.application_needed': '此資料集須先提出資料使用申請，經核准後才能下載。',
  'access.field_required': '請填寫此欄位。',
  'access.text_too_long': '內容請勿超過 {limit} 個字。',
  'access.datasets_required': '請選擇 1 到 {limit} 個資料集，或申請全部授權資料。',
  'access.acceptance_required': '請閱讀並同意授權條款。',
  'access.evidence_required': '請附上佐證文件（PDF）。',
  'access.evidence_too_large': '佐證文件請勿超過 20 MB。',
  'access.evidence_not_pdf': '佐證文件必須是 PDF 檔案。',
  'access.licence_changed': '授權條款與您閱讀的版本不同，請重新閱讀後再送出。',
  'access.dataset_not_restricted': '資料集 {dataset} 不需申請，或不適用此授權條款。',
  'access.too_many_waiting': '您已有 {limit} 件申請待審，請待審核完成後再申請。',
  'access.decided_already': '此申請已有審核結果。',
  'access.renewal_unknown': '查無可展延的授權：請選擇您已核准的申請。',
  'access.renewal_waiting': '此授權已有一件展延申請待審。',
  'access.reason_required': '請填寫理由，申請人才知道原因。',
  'access.until_required': '請填寫授權使用期限（今天或之後的日期）。',
  'members.sign_in_request': '登入請求的 {path} 不正確，請回到網站重新登入。',
  'members.sign_in_closed': '目前尚未開放以此方式登入，請以電子郵件與密碼登入。',
  'members.sign_in_code': '登入程序已逾時或已使用過，請重新登入。',
  'members.suspended': '您的會員帳號已停權。如有疑問，請洽客服。',
  'members.email_unconfirmed':
    '請先點選確認信中的連結，確認您的電子郵件，再重新登入。若沒有收到，可以要求重新寄送。',
  'members.email_taken':
    '這個電子郵件已由另一個會員帳號使用。若那是您的帳號，請改用原來的方式登入；若不是，請洽客服。',
  'members.email_missing':
    '身分提供者沒有提供您的電子郵件，無法建立會員帳號。請在身分提供者補上電子郵件後再登入。',
  'members.password_elsewhere': '您以外部帳號登入，這裡沒有密碼；請到身分提供者變更。',
  'members.confirm_erasure': '請在 confirm 填入您的電子郵件，以確認刪除帳號與所有資料。',
  'query.unknown_parameter': '不支援參數「{parameter}」。',
  'query.unknown_field': '公開介面沒有「{parameter}」這個欄位。',
  'query.unknown_operator': '「{parameter}」不是這個欄位可用的比較方式。',
  'query.invalid_value': '參數「{parameter}」的值不正確。',
  'query.too_large': '參數「{parameter}」超過上限 {limit}。',
  'query.rate_limited': '請求過於頻繁，請於 {seconds} 秒後再試。',
  'search.too_short': '請輸入至少 2 個字的搜尋詞。',
  'graphql.only_queries': '公開介面只能查詢，不能修改或訂閱。',
  'graphql.too_deep': '查詢層數超過上限 {limit} 層。',
  'graphql.too_costly': '查詢成本 {cost} 超過上限 {limit}，請減少欄位、筆數或別名。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'corpus.being_built':
    'The public data are being brought into a new form; please try again shortly.',
  'dataset.not_found': 'There is no such dataset.',
  'dataset.delisted': 'Dataset {identifier} was delisted; its content is no longer offered.',
  'page.not_found': 'There is no such page.',
  'licence.not_found': 'There is no such licence.',
  'agency.not_found': 'There is no such agency.',
  'access.application_needed':
    'This dataset can be downloaded only after an application for its use has been approved.',
  'access.field_required': 'Please fill in this field.',
  'access.text_too_long': 'Please write no more than {limit} characters.',
  'access.datasets_required':
    'Please choose 1 to {limit} datasets, or apply for all restricted data.',
  'access.acceptance_required': 'Please read and accept the licence.',
  'access.evidence_required': 'Please attach the supporting document (PDF).',
  'access.evidence_too_large': 'The supporting document must not exceed 20 MB.',
  'access.evidence_not_pdf': 'The supporting document must be a PDF.',
  'access.licence_changed':
    'The licence is not the one that you read; please read it again and send the application anew.',
  'access.dataset_not_restricted':
    'Dataset {dataset} needs no application, or is under another licence.',
  'access.too_many_waiting':
    'You have {limit} applications waiting; please apply again when they are decided.',
  'access.decided_already': 'This application has been decided already.',
  'access.renewal_unknown': 'There is no grant of yours to renew by this id.',
  'access.renewal_waiting': 'An application to renew this grant waits already.',
  'access.reason_required': 'Please give a reason, so that the applicant knows why.',
  'access.until_required': 'Please give the last day of the grant, today or later.',
  'members.sign_in_request':
    'The parameter {path} of this sign-in is wrong; go back to the site and sign in again.',
  'members.sign_in_closed':
    'Sign-in by this way is not open; sign in with your e-mail address and password.',
  'members.sign_in_code': 'This sign-in has expired or was used already; please sign in again.',
  'members.suspended':
    'Your member account is suspended. If you have questions, ask the help line.',
  'members.email_unconfirmed':
    'Follow the link in the mail that we sent you to confirm your e-mail address, then sign in again. You can ask for another mail.',
  'members.email_taken':
    'Another member has this e-mail address. If that is you, sign in the way you did before; if not, ask the help line.',
  'members.email_missing':
    'The identity provider did not tell your e-mail address, so no member account can be made. Add one there, then sign in again.',
  'members.password_elsewhere':
    'You sign in with an account of another provider and have no password here; change it there.',
  'members.confirm_erasure':
    'Give your e-mail address as confirm, to show that account and data are to be erased.',
  'query.unknown_parameter': 'There is no parameter "{parameter}".',
  'query.unknown_field': 'The public interface has no field "{parameter}".',
  'query.unknown_operator': '"{parameter}" is not a comparison this field has.',
  'query.invalid_value': 'The value of "{parameter}" is not valid.',
  'query.too_large': '"{parameter}" is over the limit of {limit}.',
  'query.rate_limited': 'Too many requests; please try again in {seconds} seconds.',
  'search.too_short': 'Please search for 2 characters or more.',
  'graphql.only_queries':
    'The public interface answers queries only: no mutations, no subscriptions.',
  'graphql.too_deep': 'The query is nested deeper than {limit} levels.',
  'graphql.too_costly':
    'The query costs {cost}, more than the limit of {limit}; ask for fewer fields, rows or aliases.',
};
