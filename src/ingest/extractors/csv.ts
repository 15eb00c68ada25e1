import { CsvRows } from '../../domain/ingest/csv-rows';
import { warning } from '../../domain/ingest/findings';
import type { TextSink } from '../text-sink';
import { decodeFile } from './decode';

/** One line a row, cells separated by tabs; line breaks inside a cell become blanks. */
export async function extractCsv(file: { path: string }, sink: TextSink): Promise<void> {
  let columns: number | undefined;
  let count = 0;
  const ragged = { count: 0, first: 0 };
  const rows = new CsvRows((cells, row) => {
    columns ??= cells.length;
    count++;
    if (cells.length !== columns && ragged.count++ === 0) ragged.first = row;
    sink.write(`${cells.join('\t').replace(/[\r\n]+/g, ' ')}\n`);
  });
  for await (const text of decodeFile(file.path, sink)) rows.push(text);
  rows.end();
  const params = { columns: columns ?? 0 };
  sink.findings.push({ ...warning('csv.table', { count, params }), severity: 'info' });
  if (ragged.count > 0) {
    const place = `row ${ragged.first}`;
    sink.findings.push(warning('csv.ragged_rows', { place, count: ragged.count }));
  }
}
