import type { FileKind } from '../../contracts/dataset-files';
import type { TextSink } from '../text-sink';
import { extractCsv } from './csv';
import { extractJson } from './json';
import { extractOdt } from './odt';
import { extractPdf } from './pdf';
import { extractXml } from './xml';

/**
 * Writes the text of a file to the sink.
 *
 * @throws FileRefused where the file is at fault
 */
export type Extractor = (file: { path: string; name: string }, sink: TextSink) => Promise<void>;

export const extractors: Readonly<Record<FileKind, Extractor>> = {
  pdf: extractPdf,
  odt: extractOdt,
  csv: extractCsv,
  json: extractJson,
  xml: extractXml,
};
