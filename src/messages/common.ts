export const zhHant = {
  'request.invalid': '送出的內容有誤，請依各欄位的說明修正後再試一次。',
  'request.unreadable': '無法讀取送出的內容，請確認格式與編碼。',
  'request.too_large': '送出的內容太大。',
  'request.not_found': '查無此項目。',
  'request.method_not_allowed': '這個網址不接受此 HTTP 方法。',
  'request.forbidden': '您的帳號沒有執行此操作的權限。',
  'request.unauthenticated': '請先登入。',
  'request.unavailable': '系統暫時無法提供服務，請稍後再試。',
  'request.failed': '系統發生錯誤，請稍後再試；若持續發生，請將查詢編號 {requestId} 告知客服。',
  'request.idempotency_key_reused': '這個 Idempotency-Key 已用於另一個請求。',
  'request.idempotency_key_invalid': 'Idempotency-Key 須為 1 到 200 個可列印的 ASCII 字元。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'request.invalid': 'Something in the request is wrong; correct the fields named and try again.',
  'request.unreadable': 'The request could not be read; check its format and encoding.',
  'request.too_large': 'The request is too large.',
  'request.not_found': 'There is no such item.',
  'request.method_not_allowed': 'This address does not take this HTTP method.',
  'request.forbidden': 'Your account may not do this.',
  'request.unauthenticated': 'Please sign in first.',
  'request.unavailable': 'The service is not available for the moment; please try again later.',
  'request.failed':
    'Something went wrong; please try again later. If it goes on, give the help line the request id {requestId}.',
  'request.idempotency_key_reused': 'This Idempotency-Key came with another request before.',
  'request.idempotency_key_invalid':
    'The Idempotency-Key must be 1 to 200 printable ASCII characters.',
};
