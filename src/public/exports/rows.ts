import type { Readable } from 'node:stream';
import type { Tokenizer } from '../../domain/ingest/tokens';
import type { PublicRecord } from '../catalog/record';
import type { DownloadDataset } from '../downloads/find';
import { recordsOf } from './records';

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

/** What all rows of a dataset say alike. */
export type Provenance = Pick<ExportRow, 'dataset' | 'name' | 'agency' | 'licence' | 'language'>;

export function provenanceOf(dataset: DownloadDataset): Provenance {
  const body = JSON.parse(dataset.body) as PublicRecord;
  return {
    dataset: body.identifier,
    name: body.name,
    agency: body.agency?.oid ?? null,
    licence: body.licence?.code ?? null,
    language: body.languages,
  };
}

/** A file whose text is exported. */
export interface ExportFile {
  readonly documentId: string;
  readonly name: string;
  readonly sha256: string;
}

/** The text of one file, record by record, so that the same content gives the same rows. */
export async function* rowsOf(options: {
  readonly provenance: Provenance;
  readonly file: ExportFile;
  readonly text: Readable;
  readonly tokenizer: Tokenizer;
}): AsyncGenerator<ExportRow> {
  const { provenance, file, tokenizer } = options;
  for await (const { record, part, text } of recordsOf(options.text)) {
    yield {
      id: `${provenance.dataset}/${file.documentId}/${record}/${part}`,
      ...provenance,
      ...{ file: file.name, sha256: file.sha256, record, part },
      tokens: tokenizer.count(text),
      text,
    };
  }
}
