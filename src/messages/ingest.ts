export const zhHant = {
  'file.not_found': '查無此檔案。',
  'file.empty': '檔案沒有內容（0 位元組），請重新匯出後再上傳。',
  'file.too_large': '檔案超過 500 MB 的上限，請分割成較小的檔案後再上傳。',
  'file.type_not_allowed': '只接受 PDF、ODT、CSV、JSON、XML 檔案，請轉存為其中一種格式後再上傳。',
  'file.type_mismatch': '檔案內容與副檔名不符（應為 {expected}），請以正確的格式重新匯出後再上傳。',
  'file.name_invalid':
    '檔名含有不允許的字元、過長或為系統保留名稱，請改用一般文字命名（不超過 255 位元組）後再上傳。',
  'file.malware': '檔案含有惡意程式，已拒絕接收；請掃毒後再上傳，並通知貴機關的資安人員。',
  'file.too_complex': '檔案結構過於複雜，無法在時間與記憶體限制內處理；請簡化或分割後再上傳。',
  'file.processing_failed': '檔案多次處理失敗，請重新匯出後再上傳；若仍失敗請洽客服。',
  'file.text_not_ready': '檔案仍在檢查或未通過檢查，沒有可閱讀的文字。',
  'ingest.nothing_to_draft_from': '尚無通過檢查的檔案，無法草擬描述與關鍵字。',
  'upload.malformed': '上傳的內容不完整或格式有誤，請重新選擇檔案後再上傳一次。',
  'upload.not_found': '查無此上傳作業，請重新上傳。',
  'upload.expired': '上傳作業已逾期，請重新上傳。',
  'upload.offset_conflict': '上傳的位置與已收到的內容不符，請先查詢進度後再續傳。',
  'upload.checksum_mismatch': '這一段內容在傳輸中受損，請重新傳送這一段。',
  'upload.checksum_unknown': '不支援的檢查碼；請使用 sha1 或 sha256。',
  'storage.unavailable': '檔案儲存空間暫時無法使用，檔案沒有收下；請稍後再上傳。',
  'pdf.encrypted':
    'PDF 已加密或設有密碼（包括可以開啟、但限制列印或複製的檔案），請由原始文件重新轉存為不設密碼與限制的 PDF 後再上傳。',
  'pdf.scanned': '第 {pages} 頁為掃描影像而沒有文字，請改用有文字層的 PDF（例如由原始文件轉存）。',
  'pdf.damaged': 'PDF 已損壞或不完整，請重新匯出後再上傳。',
  'pdf.active_content':
    'PDF 含有程式碼、啟動動作、動態表單（XFA）或內嵌檔案，請另存為不含這些內容的 PDF（例如 PDF/A）後再上傳。',
  'odt.damaged': 'ODT 已損壞或不完整，請以 LibreOffice 開啟並另存後再上傳。',
  'odt.encrypted': 'ODT 設有密碼，請移除密碼後再上傳。',
  'odt.active_content': 'ODT 含有巨集或程式碼，請移除巨集並另存後再上傳。',
  'archive.bomb': '檔案解壓縮後的大小異常，請以原始軟體重新匯出後再上傳。',
  'archive.path': '檔案內含不安全的路徑或連結，請以原始軟體重新匯出後再上傳。',
  'xml.invalid': 'XML 格式有誤（{place}），請修正後再上傳。',
  'xml.dtd_forbidden': 'XML 不得含有 DOCTYPE 宣告，請移除後再上傳。',
  'json.invalid': 'JSON 格式有誤（{place}），請修正後再上傳。',
  'json.too_deep': 'JSON 的巢狀層數超過 {limit} 層（{place}），請簡化結構後再上傳。',
  'csv.invalid': 'CSV 格式有誤（{place}），請檢查引號與欄位後再上傳。',
  'encoding.unknown': '無法辨識檔案的文字編碼，請以 UTF-8 重新存檔後再上傳。',
  'text.none': '檔案沒有可擷取的文字。',
  'text.empty_pages': '第 {pages} 頁沒有文字。',
  'text.encoding_damage':
    '有 {count} 處亂碼或無法辨識的字元（首見於{place}），請確認原始檔案的編碼。',
  'text.private_characters':
    '有 {count} 個造字（首見於{place}），其他電腦無法顯示；請改用 Unicode 收錄的字後再上傳。',
  'text.unreadable':
    '約 {percent}% 的字元無法確定是什麼字（首見於{place}），可能是 PDF 的字型缺少文字對照表；請由原始文件重新轉存後再上傳。',
  'text.other_han_forms':
    '有 {count} 個字使用部首或相容字的字碼（首見於{place}），外觀相同但檢索不到；請改用一般字碼的字後再上傳。',
  'text.characters_unified':
    'PDF 中有 {count} 個字記成部首或相容字的字碼（首見於{place}），文字已轉為一般的字。',
  'pdf.form_fields':
    '有 {count} 個表單欄位或文字方塊填有文字（首見於{place}），已接在該頁文字之後；請確認是否可以公開。',
  'text.not_utf8': '檔案編碼為 {encoding}，已轉為 UTF-8。',
  'csv.table': '表格共 {count} 列（含標題列）、{columns} 欄。',
  'csv.ragged_rows': '有 {count} 列的欄位數與第一列不同（首見於 {place}），請確認是否缺漏欄位。',
  'personal_data.national_id':
    '有 {count} 處疑似國民身分證統一編號（首見於{place}），請確認是否應去識別化。',
  'personal_data.resident_id':
    '有 {count} 處疑似居留證號碼（首見於{place}），請確認是否應去識別化。',
  'personal_data.mobile_phone':
    '有 {count} 處疑似行動電話號碼（首見於{place}），請確認是否可以公開。',
  'personal_data.phone':
    '有 {count} 處市內電話號碼（首見於{place}）；若不是機關對外公開的電話，請確認是否可以公開。',
  'personal_data.email': '有 {count} 處電子郵件地址（首見於{place}），請確認是否可以公開。',
  'personal_data.credit_card': '有 {count} 處疑似信用卡號（首見於{place}），請確認是否應去識別化。',
  'text.repeated_lines': '約 {percent}% 的文字行重複出現（{count} 行），請確認是否為必要內容。',
  'text.simplified_chinese': '文字疑似為簡體中文，請確認語言標籤是否正確。',
  'text.languages': '語言組成：{languages}。',
  'file.exact_duplicate_in_dataset': '內容與本資料集的「{name}」完全相同。',
  'file.exact_duplicate': '內容與語料庫中已公開的檔案完全相同（資料集 {where}）。',
  'file.exact_duplicate_unpublished': '內容與語料庫中尚未公開的檔案完全相同。',
  'file.near_duplicate_in_dataset': '文字與本資料集的「{name}」約 {percent}% 相同。',
  'file.near_duplicate': '文字與語料庫中已公開的檔案約 {percent}% 相同（資料集 {where}）。',
  'file.near_duplicate_unpublished': '文字與語料庫中尚未公開的檔案約 {percent}% 相同。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'file.not_found': 'There is no such file.',
  'file.empty': 'The file is empty (0 bytes); export it again, then upload it.',
  'file.too_large':
    'The file is larger than 500 MB; split it into smaller files, then upload them.',
  'file.type_not_allowed':
    'Only PDF, ODT, CSV, JSON and XML files are accepted; save the file as one of these first.',
  'file.type_mismatch':
    'The content is not what the file extension says ({expected}); export it in the right format.',
  'file.name_invalid':
    'The file name has characters that are not allowed, is too long (over 255 bytes) or reserved; rename it.',
  'file.malware':
    'The file contains malware and was not accepted; clean it first and tell your security staff.',
  'file.too_complex':
    'The file cannot be processed within the time and memory limits; simplify or split it.',
  'file.processing_failed':
    'Processing failed several times; export the file again. If it still fails, call the help line.',
  'file.text_not_ready':
    'The file is still being checked or was refused; there is no text to read.',
  'ingest.nothing_to_draft_from':
    'No file has been accepted yet, so there is nothing to draft from.',
  'upload.malformed':
    'The upload was incomplete or malformed; choose the file and upload it again.',
  'upload.not_found': 'There is no such upload; please upload the file again.',
  'upload.expired': 'The upload has expired; please upload the file again.',
  'upload.offset_conflict':
    'The position does not follow what was received; ask for the progress, then continue there.',
  'upload.checksum_mismatch': 'This part was damaged on its way; please send it again.',
  'upload.checksum_unknown': 'The checksum is not supported; use sha1 or sha256.',
  'storage.unavailable':
    'The file storage is not available and the file was not taken; please upload it later.',
  'pdf.encrypted':
    'The PDF is encrypted or has a password, which includes limits on printing or copying; export it again without any.',
  'pdf.scanned':
    'Pages {pages} are scanned images without text; upload a PDF with a text layer, such as one exported from the original document.',
  'pdf.damaged': 'The PDF is damaged or incomplete; export it again, then upload it.',
  'pdf.active_content':
    'The PDF contains scripts, launch actions, dynamic forms (XFA) or embedded files; save it without them, such as PDF/A.',
  'odt.damaged': 'The ODT is damaged or incomplete; open it in LibreOffice and save it again.',
  'odt.encrypted': 'The ODT has a password; remove it first.',
  'odt.active_content': 'The ODT contains macros or scripts; remove them and save it again.',
  'archive.bomb': 'The file unpacks to an abnormal size; export it again from its own program.',
  'archive.path': 'The file contains unsafe paths or links; export it again from its own program.',
  'xml.invalid': 'The XML is not well-formed ({place}); correct it, then upload it.',
  'xml.dtd_forbidden': 'The XML has a DOCTYPE declaration, which is not allowed; remove it.',
  'json.invalid': 'The JSON is not valid ({place}); correct it, then upload it.',
  'json.too_deep': 'The JSON is nested deeper than {limit} levels ({place}); simplify it.',
  'csv.invalid': 'The CSV is not valid ({place}); check quotes and columns, then upload it.',
  'encoding.unknown': 'The character encoding is not recognised; save the file as UTF-8 first.',
  'text.none': 'The file has no text that could be extracted.',
  'text.empty_pages': 'Pages {pages} have no text.',
  'text.encoding_damage':
    '{count} characters are garbled or unrecognisable (first at {place}); check the encoding of the original.',
  'text.private_characters':
    '{count} user-defined characters (first at {place}) cannot be shown elsewhere; use those of Unicode.',
  'text.unreadable':
    'About {percent}% of the characters cannot be told for sure (first at {place}); the fonts of the PDF may lack their character tables. Export it again from the original document.',
  'text.other_han_forms':
    '{count} characters are encoded as radicals or compatibility ideographs (first at {place}): they look the same but are not found; use the ordinary characters.',
  'text.characters_unified':
    'The PDF has {count} characters encoded as radicals or compatibility ideographs (first at {place}); in the text they are ordinary characters.',
  'pdf.form_fields':
    '{count} form fields or text boxes are filled in (first at {place}); their words follow the text of their page. Check whether they may be public.',
  'text.not_utf8': 'The file was encoded as {encoding} and was converted to UTF-8.',
  'csv.table': 'The table has {count} rows, its head among them, and {columns} columns.',
  'csv.ragged_rows':
    '{count} rows have another number of columns than the first (first at {place}); check for missing columns.',
  'personal_data.national_id':
    '{count} possible national ID numbers (first at {place}); check whether they must be removed.',
  'personal_data.resident_id':
    '{count} possible resident ID numbers (first at {place}); check whether they must be removed.',
  'personal_data.mobile_phone':
    '{count} possible mobile phone numbers (first at {place}); check whether they may be public.',
  'personal_data.phone':
    '{count} telephone numbers (first at {place}); unless an office published them, check whether they may be public.',
  'personal_data.email':
    '{count} e-mail addresses (first at {place}); check whether they may be public.',
  'personal_data.credit_card':
    '{count} possible credit card numbers (first at {place}); check whether they must be removed.',
  'text.repeated_lines':
    'About {percent}% of the lines are repetitions ({count} lines); check whether they are needed.',
  'text.simplified_chinese': 'The text seems to be Simplified Chinese; check the language tags.',
  'text.languages': 'Languages: {languages}.',
  'file.exact_duplicate_in_dataset': 'The content is identical to “{name}” of this dataset.',
  'file.exact_duplicate':
    'The content is identical to a public file of the corpus (dataset {where}).',
  'file.exact_duplicate_unpublished':
    'The content is identical to a file of the corpus that is not public yet.',
  'file.near_duplicate_in_dataset':
    'About {percent}% of the text is the same as in “{name}” of this dataset.',
  'file.near_duplicate':
    'About {percent}% of the text is the same as in a public file of the corpus (dataset {where}).',
  'file.near_duplicate_unpublished':
    'About {percent}% of the text is the same as in a file of the corpus that is not public yet.',
};
