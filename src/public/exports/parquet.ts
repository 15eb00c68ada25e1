import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ExportRow } from './rows';

/** Text of one shard, in UTF-16 units: what one process holds in memory of an export. */
const SHARD_UNITS = 16 * 1024 ** 2;

/** One Parquet file of an export. */
export interface Shard {
  /** Storage key; never shown. */
  readonly key: string;
  /** Such as `00001174-00001-of-00003.parquet`. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

/** Rows of one shard after the other; at least one shard, which may be empty. */
export async function* shardsOf(
  rows: AsyncIterable<ExportRow>,
  maxUnits = SHARD_UNITS,
): AsyncGenerator<ExportRow[]> {
  let shard: ExportRow[] = [];
  let units = 0;
  let made = 0;
  for await (const row of rows) {
    if (units > 0 && units + row.text.length > maxUnits) {
      yield shard;
      made += 1;
      shard = [];
      units = 0;
    }
    shard.push(row);
    units += row.text.length;
  }
  if (made === 0 || shard.length > 0) yield shard;
}

/** A Parquet file of the rows: no time, no random value, so that equal rows give equal bytes. */
export function parquetOf(rows: readonly ExportRow[]): Buffer {
  const text = (name: keyof ExportRow, of: (row: ExportRow) => string | null) => ({
    name,
    data: rows.map(of),
    type: 'STRING' as const,
    nullable: true,
  });
  const count = (name: keyof ExportRow, of: (row: ExportRow) => number) => ({
    name,
    data: rows.map(of),
    type: 'INT32' as const,
    nullable: false,
  });
  return Buffer.from(
    parquetWriteBuffer({
      columnData: [
        text('id', ({ id }) => id),
        text('dataset', ({ dataset }) => dataset),
        text('name', ({ name }) => name),
        text('agency', ({ agency }) => agency),
        text('licence', ({ licence }) => licence),
        text('language', ({ language }) => language.join(',')),
        text('file', ({ file }) => file),
        text('sha256', ({ sha256 }) => sha256),
        count('record', ({ record }) => record),
        count('part', ({ part }) => part),
        count('tokens', ({ tokens }) => tokens),
        text('text', ({ text: words }) => words),
      ],
    }),
  );
}

/** Sizes and hash of a file, and a stream of it. */
export function contentOf(buffer: Buffer): { bytes: number; sha256: string; body: Readable } {
  const sha256 = createHash('sha256').update(buffer).digest('hex');
  return { bytes: buffer.length, sha256, body: Readable.from([buffer]) };
}
