import type { Table } from './draft-table';

/** A file as its draft sees it: the beginning of its text. */
export interface DraftFile {
  readonly name: string;
  readonly text: string;
  /** Of a table: all its rows, the head among them. */
  readonly rows?: number;
}

/** What a file consists of, once everything that says nothing about it is left out. */
export interface Body {
  /** The file's name as a title: without extension, dates and encodings. */
  readonly title: string;
  /** null where the file is none. */
  readonly table: Table | null;
  /** Running text, or the rows of a table. */
  readonly lines: readonly string[];
}

/** Rows of a table that are looked at: the later ones are like them. */
const MOST_ROWS = 2_000;

export function bodyOf(file: DraftFile): Body {
  const title = titleOf(file.name);
  if (!/\.csv$/i.test(file.name)) return { title, table: null, lines: bodyLines(file.text) };
  const lines = file.text.split('\n', MOST_ROWS).filter((row) => row.trim() !== '');
  const cells = (lines[0] ?? '').split('\t').map((cell) => cell.trim());
  const isHead = cells.length > 1 && cells.every((cell) => /\p{L}/u.test(cell));
  const rows = isHead ? lines.slice(1) : lines;
  const columns = isHead ? cells.map((cell) => cell.slice(0, 30)) : [];
  const count = file.rows === undefined ? null : Math.max(file.rows - (isHead ? 1 : 0), 0);
  return {
    title,
    table: { title, columns, rows: rows.map((row) => row.split('\t')), count },
    lines: rows.map((row) => withoutAddresses(row).replace(/\t/g, '，')),
  };
}

/** 政府機關OID_20180128_utf8bom.csv → 政府機關OID */
function titleOf(name: string): string {
  const parts = name
    .replace(/\.[^.]+$/, '')
    .split(/[_\s]+/)
    .map((part) => part.replace(/[-.]?\d{6,8}$/, ''))
    .filter(
      (part) =>
        !/^(|\d{4,}|[前後]?\d+[頁列筆份]|utf-?8?(bom)?|big5|cp950|utf16|v?\d+(\.\d+)*|final)$/i.test(
          part,
        ),
    );
  return parts.join(' ') || name.replace(/\.[^.]+$/, '');
}

/** Lines without running heads, page numbers and lines that hold hardly any letters. */
export function bodyLines(text: string): string[] {
  const pages = withoutMarkup(text)
    .split('\f')
    .map((page) => page.split('\n').map((line) => line.trim()));
  const heads = runningHeads(pages);
  return pages
    .flat()
    .filter((line) => line !== '' && !heads.has(shapeOf(line)) && !isPageNumber(line))
    .map(withoutAddresses)
    .filter((line) => (line.match(/\p{L}/gu)?.length ?? 0) >= Math.max(line.length / 3, 1));
}

/** Tags may be broken over several lines; what they say is not said to the reader. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<(style|script)\b[^<>]{0,500}>[^]{0,20000}?<\/\1>/gi, ' ')
    .replace(/<[a-z!/][^<>]{0,2000}>/gi, ' ')
    .replace(/&(#\d{1,6}|\w{1,8});/g, ' ');
}

function withoutAddresses(line: string): string {
  return line.replace(/https?:\/\/\S+|www\.\S+|\S+@\S+/gi, ' ').trim();
}

/** Lines that stand at the top or bottom of at least three pages and two in five. */
function runningHeads(pages: readonly string[][]): Set<string> {
  const counts = new Map<string, number>();
  const filled = pages
    .map((page) => page.filter((line) => line !== ''))
    .filter((page) => page.length > 2);
  for (const page of filled) {
    const edges = new Set([...page.slice(0, 2), ...page.slice(-2)].map(shapeOf));
    for (const shape of edges) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const least = Math.max(3, filled.length * 0.4);
  return new Set([...counts].filter(([, count]) => count >= least).map(([shape]) => shape));
}

function shapeOf(line: string): string {
  return line.replace(/\d+/g, '#');
}

function isPageNumber(line: string): boolean {
  return /^([-–—‧.\s]*\d+[-–—‧.\s]*|第\s*\d+\s*頁.*|page\s*\d+.*|\d+\s*[/／]\s*\d+)$/i.test(line);
}
