import { FileRefused } from './findings';

/** Longest cell, in code units: more is an unclosed quote or not a table. */
const MAX_CELL = 16 * 1024 ** 2;
const MAX_COLUMNS = 16_384;
const DELIMITERS = [',', '\t', ';', '|'] as const;

/**
 * Rows of a CSV (RFC 4180) that comes in parts. The delimiter is the one that the first line has
 * most of; commas where it has none.
 */
export class CsvRows {
  private delimiter: string | undefined;
  private row: string[] = [];
  private cell = '';
  private mode: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  private pending = '';
  private rowNumber = 1;
  private quoteRow = 1;

  constructor(private readonly onRow: (cells: readonly string[], row: number) => void) {}

  push(part: string): void {
    if (part.includes('\0')) throw this.invalid('nul');
    this.pending += part;
    if (this.delimiter === undefined) {
      if (!/[\r\n]/.test(this.pending) && this.pending.length < 65_536) return;
      this.delimiter = chooseDelimiter(this.pending);
    }
    // A carriage return at the very end may be half of a line end.
    const hold = this.pending.endsWith('\r') ? 1 : 0;
    const ready = this.pending.slice(0, this.pending.length - hold);
    this.pending = hold ? '\r' : '';
    this.take(ready);
  }

  end(): void {
    this.delimiter ??= chooseDelimiter(this.pending);
    this.take(this.pending);
    this.pending = '';
    if (this.mode === 'quoted') throw this.invalid('unclosed-quote', this.quoteRow);
    if (this.row.length > 0 || this.cell !== '' || this.mode !== 'start') this.endRow();
  }

  private take(text: string): void {
    const delimiter = this.delimiter as string;
    let at = 0;
    while (at < text.length) {
      if (this.mode === 'quoted') at = this.takeQuoted(text, at);
      else at = this.takePlain(text, at, delimiter);
      if (this.cell.length > MAX_CELL) throw this.invalid('cell-too-long', this.quoteRow);
    }
  }

  private takeQuoted(text: string, at: number): number {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    this.cell += text.slice(at, end);
    if (quote >= 0) this.mode = 'closed';
    return end + 1;
  }

  private takePlain(text: string, at: number, delimiter: string): number {
    const char = text[at] as string;
    if (char === '"') return this.takeQuote(at);
    if (char === delimiter) this.endCell();
    else if (char === '\n') this.endRow();
    else if (char === '\r') {
      if (text[at + 1] === '\n') at++;
      this.endRow();
    } else if (this.mode === 'closed') {
      if (char !== ' ') throw this.invalid('text-after-quote');
    } else return this.takeRun(text, at, delimiter);
    return at + 1;
  }

  private takeQuote(at: number): number {
    if (this.mode === 'closed') {
      this.cell += '"';
      this.mode = 'quoted';
    } else if (this.mode === 'start') {
      this.mode = 'quoted';
      this.quoteRow = this.rowNumber;
    } else this.cell += '"';
    return at + 1;
  }

  private takeRun(text: string, at: number, delimiter: string): number {
    let end = at + 1;
    for (; end < text.length; end++) {
      const char = text[end];
      if (char === delimiter || char === '\n' || char === '\r' || char === '"') break;
    }
    this.cell += text.slice(at, end);
    this.mode = 'plain';
    return end;
  }

  private endCell(): void {
    this.row.push(this.cell);
    if (this.row.length > MAX_COLUMNS) throw this.invalid('too-many-columns');
    this.cell = '';
    this.mode = 'start';
  }

  private endRow(): void {
    this.endCell();
    const blank = this.row.length === 1 && this.row[0] === '';
    if (!blank) this.onRow(this.row, this.rowNumber);
    this.rowNumber++;
    this.row = [];
  }

  private invalid(reason: string, row = this.rowNumber): FileRefused {
    return new FileRefused('csv.invalid', { place: `row ${row}`, params: { reason } });
  }
}

function chooseDelimiter(text: string): string {
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, '');
  const line = /^[^\r\n]*/.exec(unquoted.trimStart())?.[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
