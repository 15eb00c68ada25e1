import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parquetOf } from './parquet';
import type { ExportRow } from './rows';

export const FORMATS = ['jsonl', 'parquet'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** Text of one shard, in UTF-16 units: what one process holds in memory of an export. */
export const SHARD_UNITS = 16 * 1024 ** 2;

/** A file of an export while it lies in a folder of this machine. */
export interface MadeShard {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

/** The file of some rows: no time, no random value, so that equal rows give equal bytes. */
const ENCODERS: Readonly<Record<ExportFormat, (rows: readonly ExportRow[]) => Buffer>> = {
  jsonl: (rows) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
  parquet: parquetOf,
};

/** Cuts rows into files of at most `maxUnits` of text; at least one file, which may be empty. */
export class ShardWriter {
  private rows: ExportRow[] = [];
  private units = 0;
  private made = 0;

  constructor(
    private readonly options: {
      readonly format: ExportFormat;
      readonly folder: string;
      readonly maxUnits?: number;
      /** Takes the file away before the next one is made. */
      readonly taken: (shard: MadeShard) => Promise<void>;
    },
  ) {}

  async add(row: ExportRow): Promise<void> {
    const { maxUnits = SHARD_UNITS } = this.options;
    if (this.units > 0 && this.units + row.text.length > maxUnits) await this.flush();
    this.rows.push(row);
    this.units += row.text.length;
  }

  async end(): Promise<void> {
    if (this.made === 0 || this.rows.length > 0) await this.flush();
  }

  private async flush(): Promise<void> {
    const { format, folder, taken } = this.options;
    const content = ENCODERS[format](this.rows);
    const rows = this.rows.length;
    const file = path.join(folder, String(this.made++));
    this.rows = [];
    this.units = 0;
    await writeFile(file, content, { mode: 0o600 });
    const sha256 = createHash('sha256').update(content).digest('hex');
    await taken({ path: file, bytes: content.length, sha256, rows });
  }
}
