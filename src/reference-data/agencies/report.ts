import type { AgencyFile, FileRefusal, RefusalCode } from './read-agencies';
import type { ImportOutcome } from './run-import';

const REFUSAL: Readonly<Record<RefusalCode, string>> = {
  columns: '欄位數與標題列不符，或引號不成對 (fields or quotes do not match the header)',
  name_missing: '缺少機關名稱 (no name)',
  oid_invalid: 'OID 格式不正確 (not an OID)',
  oid_repeated: '與前面某列的 OID 重複，以前者為準 (repeats the OID of an earlier line)',
  too_long: '欄位超過 255 字 (a field has more than 255 characters)',
  control_character: '含有控制字元或無法辨識的字元 (control or unreadable characters)',
};

const FILE_REFUSAL: Readonly<Record<FileRefusal, readonly [string, string]>> = {
  encoding: [
    '檔案不是 UTF-8 或 Big5 編碼；未做任何變更。',
    'The file is neither UTF-8 nor Big5; nothing was changed.',
  ],
  header: [
    '檔案第一列須有「機關名稱」與「OID」欄；未做任何變更。',
    'The first line must name the columns 機關名稱 and OID; nothing was changed.',
  ],
};

/** How many items of a list are printed unless everything is asked for. */
const SHOWN = 20;

export function describeFileRefusal(code: FileRefusal): string {
  return FILE_REFUSAL[code].join('\n');
}

/** What an import did, for the operator's screen: Chinese first, then English. */
export function describeImport(input: {
  readonly file: AgencyFile;
  readonly outcome: ImportOutcome;
  readonly milliseconds: number;
  readonly everything: boolean;
}): string {
  const { file, outcome, everything } = input;
  const renamed = outcome.changed.filter(({ before, after }) => before.name !== after.name);
  const other = outcome.changed.filter(({ before, after }) => before.name === after.name);
  const lines = (items: readonly string[]) => shorten(items, everything);
  return [
    `編碼 Encoding: ${file.encoding}`,
    `新增 Added: ${outcome.added.length}`,
    ...(everything ? lines(outcome.added.map(({ oid, name }) => `${oid} ${name}`)) : []),
    `變更 Changed: ${outcome.changed.length}（其中更名 of these renamed: ${renamed.length}）`,
    ...lines(renamed.map(({ before, after }) => `${after.oid} ${before.name} → ${after.name}`)),
    ...lines(other.map(({ after }) => `${after.oid} ${after.name}`)),
    `不變 Unchanged: ${outcome.unchanged}`,
    `依 OID 設定上級機關 Placed below a parent: ${outcome.placed}`,
    `檔案為舊名，保留現名 Older name in the file, present name kept: ${outcome.keptNames.length}`,
    ...lines(outcome.keptNames.map(({ oid, name }) => `${oid} ${name}`)),
    `檔案為舊 OID，保留現有機關 Former OID in the file, agency left as it is: ${outcome.formerOids.length}`,
    ...lines(outcome.formerOids.map(({ oid, present }) => `${oid} → ${present}`)),
    `退回 Refused: ${file.refused.length}`,
    ...file.refused.map(
      ({ line, code, name, oid }) =>
        `  第 ${line} 行 line ${line}: ${REFUSAL[code]} ${JSON.stringify([name, oid])}`,
    ),
    `時間 Time: ${(input.milliseconds / 1000).toFixed(2)} s`,
  ].join('\n');
}

function shorten(items: readonly string[], everything: boolean): string[] {
  const shown = everything ? items : items.slice(0, SHOWN);
  const rest = items.length - shown.length;
  return [
    ...shown.map((item) => `  ${item}`),
    ...(rest > 0 ? [`  …（其餘 ${rest} 筆，加上 --all 全部列出 ${rest} more, with --all）`] : []),
  ];
}
