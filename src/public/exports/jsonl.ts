import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Tokenizer } from '../../domain/ingest/tokens';
import type { FileStorage } from '../../ingest/storage';
import type { PublicRecord } from '../catalog/record';
import type { DownloadDataset, DownloadFile } from '../downloads/find';
import { recordsOf } from './records';

interface ExportPorts {
  readonly storage: FileStorage;
  readonly tokenizer: Tokenizer;
}

/**
 * The text of a dataset as JSON lines with its provenance, made while it is read: files and records
 * in their order, so that the same dataset gives the same bytes. Tokens are exact for each line.
 */
export function jsonLinesOf(dataset: DownloadDataset, ports: ExportPorts): Readable {
  return Readable.from(lines(dataset, ports), { objectMode: false, highWaterMark: 1 << 16 });
}

async function* lines(dataset: DownloadDataset, ports: ExportPorts): AsyncGenerator<string> {
  const body = JSON.parse(dataset.body) as PublicRecord;
  for (const file of dataset.files) {
    if (file.textKey === null) continue;
    const text = await ports.storage.read({ key: file.textKey });
    try {
      for await (const { record, part, text: piece } of recordsOf(text)) {
        yield `${JSON.stringify({
          id: `${dataset.identifier}/${file.documentId}/${record}/${part}`,
          ...provenance(body, file),
          record,
          part,
          tokens: ports.tokenizer.count(piece),
          text: piece,
        })}\n`;
        // Counting is work: others are served in between.
        await breathe();
      }
    } finally {
      text.destroy();
    }
  }
}

function provenance(body: PublicRecord, file: DownloadFile): Record<string, unknown> {
  return {
    dataset: body.identifier,
    name: body.name,
    agency: body.agency?.oid ?? null,
    licence: body.licence?.code ?? null,
    language: body.languages,
    file: file.name,
    sha256: file.sha256,
  };
}
