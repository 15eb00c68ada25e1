import type { DatasetFileView, FindingView, StoredFinding } from '../contracts/dataset-files';
import { say, type Language } from '../messages';
import { findingsOf, type FileRow } from './file-rows';

/** A row of dataset_files as the back office's API answers it. */
export function presentFile(row: FileRow, language: Language): DatasetFileView {
  return {
    id: row.document_id,
    name: row.name,
    kind: row.kind,
    bytes: Number(row.bytes),
    sha256: row.sha_256,
    state: row.state,
    progress: row.progress ?? 0,
    findings: findingsOf(row).map((finding) => presentFinding(finding, language)),
    tokens: row.tokens === null ? null : Number(row.tokens),
    tokenizer: row.tokenizer,
  };
}

export function presentFinding(finding: StoredFinding, language: Language): FindingView {
  const { params, ...rest } = finding;
  const place = finding.place === null ? null : placeWords(finding.place, language);
  return { ...rest, message: say(finding.code, language, { ...params, place }) };
}

const PLACE_WORDS: Readonly<Record<string, string>> = {
  page: '頁',
  line: '行',
  row: '列',
  record: '筆',
};

/** `line 12` → 第 12 行. */
function placeWords(place: string, language: Language): string {
  const [, unit = '', number] = /^(page|line|row|record) (.+)$/.exec(place) ?? [];
  return language === 'en' || number === undefined ? place : `第 ${number} ${PLACE_WORDS[unit]}`;
}
