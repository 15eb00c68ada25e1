export const zhHant = {
  'dataset.not_found': '查無此資料集。',
  'dataset.delisted': '資料集 {identifier} 已下架，不再提供內容。',
  'file.not_found': '查無此檔案。',
  'page.not_found': '查無此網頁內容。',
  'licence.not_found': '查無此授權條款。',
  'agency.not_found': '查無此機關。',
  'access.application_needed': '此資料集須先提出資料使用申請，經核准後才能下載。',
  'query.unknown_parameter': '不支援參數「{parameter}」。',
  'query.unknown_field': '公開介面沒有「{parameter}」這個欄位。',
  'query.unknown_operator': '「{parameter}」不是這個欄位可用的比較方式。',
  'query.invalid_value': '參數「{parameter}」的值不正確。',
  'query.too_large': '參數「{parameter}」超過上限 {limit}。',
  'query.rate_limited': '請求過於頻繁，請於 {seconds} 秒後再試。',
  'search.too_short': '請輸入至少 2 個字的搜尋詞。',
  'graphql.too_deep': '查詢層數超過上限 {limit} 層。',
  'graphql.too_costly': '查詢成本 {cost} 超過上限 {limit}，請減少欄位、筆數或別名。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'dataset.not_found': 'There is no such dataset.',
  'dataset.delisted': 'Dataset {identifier} was delisted; its content is no longer offered.',
  'file.not_found': 'There is no such file.',
  'page.not_found': 'There is no such page.',
  'licence.not_found': 'There is no such licence.',
  'agency.not_found': 'There is no such agency.',
  'access.application_needed':
    'This dataset can be downloaded only after an application for its use has been approved.',
  'query.unknown_parameter': 'There is no parameter "{parameter}".',
  'query.unknown_field': 'The public interface has no field "{parameter}".',
  'query.unknown_operator': '"{parameter}" is not a comparison this field has.',
  'query.invalid_value': 'The value of "{parameter}" is not valid.',
  'query.too_large': '"{parameter}" is over the limit of {limit}.',
  'query.rate_limited': 'Too many requests; please try again in {seconds} seconds.',
  'search.too_short': 'Please search for 2 characters or more.',
  'graphql.too_deep': 'The query is nested deeper than {limit} levels.',
  'graphql.too_costly':
    'The query costs {cost}, more than the limit of {limit}; ask for fewer fields, rows or aliases.',
};
