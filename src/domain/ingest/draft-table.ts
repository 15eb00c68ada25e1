import { findPersonalData } from './personal-data';

/** A table as its draft sees it: its beginning, and how long it is. */
export interface Table {
  readonly title: string;
  /** Names of columns; empty where its first row is no head. */
  readonly columns: readonly string[];
  /** Rows below the head, as many as were looked at. */
  readonly rows: readonly (readonly string[])[];
  /** Rows below the head; null where that is not known. */
  readonly count: number | null;
}

const COLUMNS_SHOWN = 8;
const VALUES_SHOWN = 3;
const LONGEST_VALUE = 24;
/** Values that come back again and again are kinds of something. */
const MOST_KINDS = 30;
const FEWEST_ROWS_A_KIND = 3;
/** Shorter values that never come back may be people's names. */
const SHORTEST_NAME = 5;

/** Columns whose values are never shown: people, and how to reach them. */
const PRIVATE =
  /姓名|人名|承辦|聯絡|連絡|負責人|申請人|學生|病患|住址|地址|電話|手機|傳真|信箱|帳號|身分證|證號|生日|出生|e-?mail|phone|address|contact|birth|user/i;
const DATE = /年度|年月|年份|日期|時間|學年|^年$|year|date/i;

/** One or two sentences: how many rows, which columns, and what stands in the telling ones. */
export function describeTable(table: Table): string {
  const { title, columns, count, rows } = table;
  const width = columns.length || Math.max(0, ...rows.map((row) => row.length));
  const size = count === null ? '' : `，共 ${count.toLocaleString('en-US')} 筆`;
  const named = columns.filter((column) => column !== '');
  const head = named.length > 0 ? `欄位${namesOf(named)}` : `每筆 ${width} 欄`;
  return `「${title}」資料表${size}，${head}。${contentOf(table)}`;
}

function namesOf(named: readonly string[]): string {
  if (named.length === 1) return `為${spaced(named[0] ?? '')}`;
  if (named.length > COLUMNS_SHOWN) {
    return `包括${spaced(named.slice(0, COLUMNS_SHOWN).join('、'))}等 ${named.length} 欄`;
  }
  return `為${spaced(named.slice(0, -1).join('、'))}及${spaced(named.at(-1) ?? '')}`;
}

/** Between Chinese and Western letters stands a blank. */
const spaced = (text: string) => (/^[\w(]/.test(text) ? ` ${text}` : text);

function contentOf(table: Table): string {
  const parts = table.columns.map((name, at) => ({
    name,
    values: table.rows.map((row) => (row[at] ?? '').trim()).filter((value) => value !== ''),
  }));
  const telling = parts.filter(({ name }) => name !== '' && !PRIVATE.test(name));
  const span = table.rows.length === table.count ? firstOf(telling, spanOf) : null;
  const said = [span, firstOf(telling, kindsOf) ?? firstOf(telling, examplesOf)];
  const found = said.filter((one) => one !== null);
  return found.length === 0 ? '' : `${found.join('，')}。`;
}

interface Column {
  readonly name: string;
  readonly values: readonly string[];
}

function firstOf(columns: readonly Column[], say: (column: Column) => string | null) {
  for (const column of columns) {
    const said = say(column);
    if (said !== null) return said;
  }
  return null;
}

/** 「年度」為 108 至 112. */
function spanOf({ name, values }: Column): string | null {
  const sorted = [...values].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!DATE.test(name) || first === undefined || last === undefined) return null;
  if (first === last || sorted.some((value) => !/^\d[\d/.年月-]{1,14}日?$/.test(value)))
    return null;
  return `「${name}」為 ${first} 至 ${last}`;
}

/** 「縣市」包括臺北市、新北市、桃園市等 22 種. */
function kindsOf({ name, values }: Column): string | null {
  const kinds = [...new Set(values)];
  const isFew = kinds.length >= 2 && kinds.length <= MOST_KINDS;
  if (!isFew || values.length < kinds.length * FEWEST_ROWS_A_KIND || !areWords(kinds)) return null;
  const shown = kinds.slice(0, VALUES_SHOWN).join('、');
  return `「${name}」包括${shown}${kinds.length > VALUES_SHOWN ? `等 ${kinds.length} 種` : ''}`;
}

/** 「機關名稱」如行政院主計總處、經濟部水利署等. */
function examplesOf({ name, values }: Column): string | null {
  const lengths = values.reduce((sum, value) => sum + value.length, 0);
  if (values.length === 0 || lengths < values.length * SHORTEST_NAME || !areWords(values))
    return null;
  const fitting = [...new Set(values)].filter(
    (value) => value.length >= SHORTEST_NAME && value.length <= LONGEST_VALUE,
  );
  return fitting.length < 2 ? null : `「${name}」如${fitting.slice(0, VALUES_SHOWN).join('、')}等`;
}

/** Of most a Chinese name or term, and of none a piece of personal data. */
function areWords(values: readonly string[]): boolean {
  const beginning = values.slice(0, 200);
  const words = beginning.filter(
    (value) => /^[\p{Script=Han}（）()〇·\w]+$/u.test(value) && /\p{Script=Han}{2}/u.test(value),
  );
  return (
    words.length > beginning.length * 0.8 &&
    beginning.every((one) => findPersonalData(one).length === 0)
  );
}
