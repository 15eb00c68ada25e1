/** What audit:verify says of each thing that is not as it must be; `expected` and `found` where known. */
export const zhHant = {
  'audit.guard_missing': '這個資料庫沒有稽核紀錄（schema guard），請確認連線的資料庫。',
  'audit.hash_wrong': '紀錄的內容或雜湊值被變更：應為 {expected}，現為 {found}。',
  'audit.link_broken':
    '與前一筆不相連（前一筆或這一筆被換過、或中間有增刪）：前一筆的雜湊值為 {expected}，這一筆記載 {found}。',
  'audit.entries_missing': '從這一筆起缺少紀錄，缺到第 {expected} 筆。',
  'audit.entry_inserted': '在這裡插入了紀錄：內容記載的序號為 {expected}，現在排在第 {found} 筆。',
  'audit.entry_renumbered':
    '前面的紀錄被刪除並重新編號：內容記載的序號為 {expected}，現在排在第 {found} 筆。',
  'audit.entry_changed': '欄位 {field} 被變更：應為 {expected}，現為 {found}。',
  'audit.payload_unreadable': '紀錄的內容無法讀取。',
  'audit.head_missing': '鏈結的末端紀錄不存在；最後一筆應為第 {expected} 筆。',
  'audit.head_rolled_back':
    '鏈結的末端被往回改、或末端之後被加入紀錄：最後一筆為第 {expected} 筆。',
  'audit.tail_removed': '尾端的紀錄被刪除：應有到第 {expected} 筆。',
  'audit.head_wrong': '鏈結末端的雜湊值不符：應為 {expected}，現為 {found}。',
  'audit.kept_head_ahead': '比先前另存的末端少了紀錄：當時已有到第 {expected} 筆。',
  'audit.kept_head_differs':
    '與先前另存的末端不符，這一筆或之前的紀錄被重寫：當時為 {expected}，現為 {found}。',
  'audit.kept_head_not_covered': '無法與先前另存的末端比對：沒有第 {expected} 筆。',
  'audit.line_unexpected': '檔案第 {line} 行不是匯出的內容。',
  'audit.file_without_head': '檔案的最後一行不是鏈結末端，檔案可能不完整。',
  'audit.move_impossible':
    '這筆異動不可能由審核流程產生（{problem}）：當時狀態為 {expected}，紀錄為 {found}。',
  'audit.version_went_back': '版本倒退：前一筆為 {expected}，這一筆為 {found}。',
  'audit.register_differs':
    '登記簿的 {field} 與稽核紀錄重演的結果不符：應為 {expected}，現為 {found}。',
  'audit.register_missing': '登記簿缺少這個資料集；依稽核紀錄狀態應為 {expected}。',
  'audit.row_differs': '資料表的 {field} 不符：應為 {expected}，現為 {found}。',
  'audit.row_unregistered': '資料表中有未登記的資料集（識別碼 {found}）。',
  'audit.count_differs': '機關 {agency} 狀態 {state} 的統計數不符：應為 {expected}，現為 {found}。',
  'audit.trigger_missing': '缺少觸發程序，或已被更改：{expected}',
  'audit.trigger_disabled': '觸發程序被停用：{expected}',
  'audit.index_missing': '缺少唯一索引，或已被更改：{expected}',
  'audit.function_changed': '資料庫函式 guard.{name} 與程式內容不同。',
  'audit.transition_missing': '資料庫的審核流程表缺少：{line}',
  'audit.transition_foreign': '資料庫的審核流程表多出：{line}',
  'audit.owner_wrong': '{name} 的擁有者應為 {expected}，現為 {found}。',
  'audit.rights_too_wide': '服務的資料庫使用者 {app} 可以更改 {name}。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'audit.guard_missing': 'This database has no audit trail (schema guard); check the connection.',
  'audit.hash_wrong':
    'The entry’s content or hash was changed: expected {expected}, found {found}.',
  'audit.link_broken':
    'Does not follow the entry before (one of them was replaced, or something between was added or removed): that one’s hash is {expected}, this one names {found}.',
  'audit.entries_missing': 'Entries are missing from here up to {expected}.',
  'audit.entry_inserted':
    'Something was inserted here: by its content this is entry {expected}, it stands at {found}.',
  'audit.entry_renumbered':
    'Entries before were removed and the rest renumbered: by its content this is entry {expected}, it stands at {found}.',
  'audit.entry_changed': 'Column {field} was changed: expected {expected}, found {found}.',
  'audit.payload_unreadable': 'The entry’s content cannot be read.',
  'audit.head_missing': 'The head of the chain is missing; the last entry should be {expected}.',
  'audit.head_rolled_back':
    'The head was rolled back, or entries were added behind it: the last entry is {expected}.',
  'audit.tail_removed': 'The tail was cut off: there should be entries up to {expected}.',
  'audit.head_wrong': 'The head’s hash is wrong: expected {expected}, found {found}.',
  'audit.kept_head_ahead':
    'Entries are missing that the head kept elsewhere had: there were entries up to {expected}.',
  'audit.kept_head_differs':
    'Differs from the head kept elsewhere, so this entry or one before was rewritten: it was {expected}, found {found}.',
  'audit.kept_head_not_covered':
    'Cannot be compared with the head kept elsewhere: entry {expected} is not there.',
  'audit.line_unexpected': 'Line {line} of the file is nothing that was exported.',
  'audit.file_without_head': 'The last line of the file is not the head; it may be incomplete.',
  'audit.move_impossible':
    'The workflow cannot have made this move ({problem}): the state was {expected}, the entry says {found}.',
  'audit.version_went_back': 'The version went back: {expected} before, {found} here.',
  'audit.register_differs':
    'The register’s {field} is not what the trail leads to: expected {expected}, found {found}.',
  'audit.register_missing':
    'The register lacks this dataset; by the trail its state should be {expected}.',
  'audit.row_differs': 'The dataset’s row has a wrong {field}: expected {expected}, found {found}.',
  'audit.row_unregistered': 'A dataset’s row is not registered (identifier {found}).',
  'audit.count_differs':
    'The kept count of agency {agency}, state {state} is wrong: expected {expected}, found {found}.',
  'audit.trigger_missing': 'A trigger is missing or was changed: {expected}',
  'audit.trigger_disabled': 'A trigger is disabled: {expected}',
  'audit.index_missing': 'A unique index is missing or was changed: {expected}',
  'audit.function_changed': 'The database function guard.{name} is not that of this program.',
  'audit.transition_missing': 'The database’s transition table lacks: {line}',
  'audit.transition_foreign': 'The database’s transition table has too much: {line}',
  'audit.owner_wrong': '{name} should belong to {expected}, and belongs to {found}.',
  'audit.rights_too_wide': 'The service’s database user {app} can change {name}.',
};
