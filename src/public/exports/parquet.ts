import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ExportRow } from './rows';

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
