import type { Entry } from 'yauzl';
import { FileRefused } from '../../domain/ingest/findings';

const MAX_ENTRIES = 20_000;
/** Unpacked size of everything, in bytes; pictures included. */
const MAX_TOTAL_BYTES = 2 * 1024 ** 3;
/** What is packed tighter than this and is large once unpacked was made to hurt. */
const MAX_RATIO = 250;
const RATIO_FROM_BYTES = 32 * 1024 ** 2;

const SYMBOLIC_LINK = 0o120000;
const FILE_TYPE = 0o170000;

export interface ArchiveFacts {
  readonly names: Set<string>;
  totalBytes: number;
}

/** Looks at one entry of a package before anything of it is unpacked. */
export function inspectEntry(entry: Entry, facts: ArchiveFacts): void {
  if (facts.names.has(entry.fileName)) throw new FileRefused('odt.damaged');
  facts.names.add(entry.fileName);
  facts.totalBytes += entry.uncompressedSize;
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  const bomb =
    facts.names.size > MAX_ENTRIES ||
    facts.totalBytes > MAX_TOTAL_BYTES ||
    (ratio > MAX_RATIO && entry.uncompressedSize > RATIO_FROM_BYTES);
  if (bomb) throw new FileRefused('archive.bomb');
  if (isLink(entry) || /(^|\/)\.\.(\/|$)/.test(entry.fileName))
    throw new FileRefused('archive.path');
  if (/^(Basic|Scripts)\/.+/.test(entry.fileName)) throw new FileRefused('odt.active_content');
  if ((entry.generalPurposeBitFlag & 1) === 1) throw new FileRefused('odt.encrypted');
}

function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK;
}
