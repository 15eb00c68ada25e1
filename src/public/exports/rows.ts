import { setImmediate as breathe } from 'node:timers/promises';
import type { Tokenizer } from '../../domain/ingest/tokens';
import type { FileStorage } from '../../ingest/storage';
import type { PublicRecord } from '../catalog/record';
import type { DownloadDataset, DownloadFile } from '../downloads/find';
import { recordsOf } from './records';

export interface ExportPorts {
  readonly storage: FileStorage;
  readonly tokenizer: Tokenizer;
}

/** One text of an export with its provenance; the keys in the order in which they are documented. */
export interface ExportRow {
  /** dataset/file/record/part */
  readonly id: string;
  /** Identifier, 8 digits. */
  readonly dataset: string;
  readonly name: string;
  /** OID of the publishing agency. */
  readonly agency: string | null;
  readonly licence: string | null;
  /** Codes of the dataset's languages. */
  readonly language: readonly string[];
  readonly file: string;
  /** Of the file as published. */
  readonly sha256: string;
  /** Page or record of the file, from 1. */
  readonly record: number;
  /** Part of a record that is too long for one row, from 1. */
  readonly part: number;
  /** Exact, by the corpus's tokenizer. */
  readonly tokens: number;
  readonly text: string;
}

/** The text of a dataset: files and records in their order, so that the same content gives the same rows. */
export async function* exportRows(
  dataset: DownloadDataset,
  ports: ExportPorts,
): AsyncGenerator<ExportRow> {
  const body = JSON.parse(dataset.body) as PublicRecord;
  for (const file of dataset.files) {
    if (file.textKey === null) continue;
    const text = await ports.storage.read({ key: file.textKey });
    try {
      for await (const { record, part, text: piece } of recordsOf(text)) {
        yield {
          id: `${dataset.identifier}/${file.documentId}/${record}/${part}`,
          ...provenance(body, file),
          record,
          part,
          tokens: ports.tokenizer.count(piece),
          text: piece,
        };
        // Counting is work: others are served in between.
        await breathe();
      }
    } finally {
      text.destroy();
    }
  }
}

function provenance(body: PublicRecord, file: DownloadFile) {
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
