import { Readable } from 'node:stream';
import type { DownloadDataset } from '../downloads/find';
import { exportRows, type ExportPorts } from './rows';

/** The text of datasets as JSON lines with its provenance, made while it is read. */
export function jsonLinesOf(datasets: readonly DownloadDataset[], ports: ExportPorts): Readable {
  return Readable.from(lines(datasets, ports), { objectMode: false, highWaterMark: 1 << 16 });
}

async function* lines(
  datasets: readonly DownloadDataset[],
  ports: ExportPorts,
): AsyncGenerator<string> {
  for (const dataset of datasets) {
    for await (const row of exportRows(dataset, ports)) yield `${JSON.stringify(row)}\n`;
  }
}
