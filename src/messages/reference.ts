export const zhHant = {
  'reference.in_use': '已有資料使用此項目，不能刪除；請改為停用，既有資料會保留原內容。',
  'reference.code_fixed': '代碼建立後不能變更；請另建新項目，並停用舊項目。',
  'reference.code_taken': '此代碼（機關為 OID）現在或以前已被使用，請改用其他代碼。',
  'reference.text_fixed':
    '已有資料集或會員同意使用此授權條款，全文、版本與開放與否不能再修改；請以「建立新版本」另建條款，並停用舊版。',
  'reference.stale': '這筆資料已被其他人修改，您的變更尚未儲存；請重新載入後再修改。',
  'reference.order_incomplete': '排序時清單已有變動，請重新載入後再排序。',
  'reference.successor_required': '請選擇承接業務的機關。',
  'reference.same_agency': '承接機關不能是機關自己。',
  'reference.already_retired': '此機關已裁撤或整併，請先恢復。',
  'reference.not_retired': '此機關並未裁撤或整併。',
  'reference.parts_required': '分割後至少要有一個承接機關，最多 20 個。',
  'field.required': '請填寫此欄位。',
  'field.pattern': '格式不正確：{expected}。',
  'field.choice': '請由選項中選擇。',
  'field.dates_reversed': '結束日期不能早於開始日期。',
  'reference.cycle': '機關不能是自己（或自己下級、後繼機關）的下級或後繼機關，請重新選擇。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'reference.in_use':
    'Records use this item, so it cannot be deleted; retire it instead, and they keep it.',
  'reference.code_fixed':
    'A code never changes once created; create a new item and retire this one.',
  'reference.code_taken':
    'This code (of an agency, its OID) is taken, or was another’s before; choose another.',
  'reference.text_fixed':
    'Datasets or members’ acceptances refer to this licence: its text, version and openness stay. Make a new version, and retire this one.',
  'reference.stale':
    'Somebody else has changed this meanwhile; nothing was saved. Reload, then edit again.',
  'reference.order_incomplete': 'The list has changed meanwhile; reload, then order it again.',
  'reference.successor_required': 'Choose the agency that takes over.',
  'reference.same_agency': 'An agency cannot take over from itself.',
  'reference.already_retired': 'This agency is retired or merged; restore it first.',
  'reference.not_retired': 'This agency is neither retired nor merged.',
  'reference.parts_required': 'A split has at least one and at most 20 agencies that take over.',
  'field.required': 'Please fill this in.',
  'field.pattern': 'Not in the right form: {expected}.',
  'field.choice': 'Choose one of the options.',
  'field.dates_reversed': 'The last day is before the first.',
  'reference.cycle':
    'An agency cannot be below, or succeed, itself or an agency that is below or succeeds it; choose another.',
};
