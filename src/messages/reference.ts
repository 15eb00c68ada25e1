export const zhHant = {
  'reference.in_use': '已有資料使用此項目，不能刪除；請改為停用，既有資料會保留原內容。',
  'reference.code_fixed': '代碼（機關為 OID）建立後不能變更；請另建新項目，並停用舊項目。',
  'reference.code_taken': '此代碼已被使用，請改用其他代碼。',
  'reference.cycle': '機關不能是自己（或自己下級、後繼機關）的下級或後繼機關，請重新選擇。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'reference.in_use':
    'Records use this item, so it cannot be deleted; retire it instead, and they keep it.',
  'reference.code_fixed':
    'A code (of an agency, its OID) never changes once created; create a new item and retire this one.',
  'reference.code_taken': 'This code is taken; choose another.',
  'reference.cycle':
    'An agency cannot be below, or succeed, itself or an agency that is below or succeeds it; choose another.',
};
