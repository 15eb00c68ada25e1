import { once } from 'node:events';
import type { Readable } from 'node:stream';
import archiver from 'archiver';
import type { FileStorage } from '../../ingest/storage';
import type { DownloadDataset, DownloadFile } from './find';

/** Sizes past this need the 64-bit form of ZIP, which some old programs can't read. */
const ZIP64_FROM_BYTES = 3 * 1024 ** 3;
/** Formats that are compressed already. */
const STORED = new Set(['pdf', 'odt']);

/**
 * All files of a dataset as one ZIP, made while it is sent: one file is open at a time, and nothing
 * is kept. `manifest.json` in it says what the files are, with licence and sha256.
 */
export function zipOf(dataset: DownloadDataset, storage: FileStorage): Readable {
  const bytes = dataset.files.reduce((sum, file) => sum + file.bytes, 0);
  const zip = archiver('zip', { forceZip64: bytes > ZIP64_FROM_BYTES, zlib: { level: 1 } });
  void fill(zip, dataset, storage).catch((error: unknown) => {
    zip.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return zip;
}

type Zip = ReturnType<typeof archiver>;

// Entries carry no time of their own making: the same dataset gives the same archive.
const DATE = new Date('2000-01-01T00:00:00Z');

async function fill(zip: Zip, dataset: DownloadDataset, storage: FileStorage): Promise<void> {
  const closed = new AbortController();
  zip.once('close', () => closed.abort());
  const append = async (body: Readable | string, name: string, store = false): Promise<void> => {
    const written = once(zip, 'entry', { signal: closed.signal });
    zip.append(body, { name, date: DATE, store });
    await written;
  };
  const names = uniqueNames(dataset.files);
  await append(manifestOf(dataset, names), 'manifest.json');
  for (const [index, file] of dataset.files.entries()) {
    const body = await storage.read({ key: file.storageKey });
    body.once('error', (error) => zip.destroy(error));
    try {
      await append(body, names[index] ?? file.name, STORED.has(file.kind));
    } finally {
      body.destroy();
    }
  }
  await zip.finalize();
}

/** Two files may have one name: the second becomes `name (2).ext`. */
export function uniqueNames(files: readonly Pick<DownloadFile, 'name'>[]): string[] {
  const taken = new Set(['manifest.json']);
  return files.map(({ name }) => {
    const plain = name.replace(/[/\\]/g, '_').replace(/^\.+/, '_');
    const dot = plain.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
    let candidate = plain;
    for (let n = 2; taken.has(candidate.toLowerCase()); n += 1) {
      candidate = `${stem} (${String(n)})${extension}`;
    }
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}

function manifestOf(dataset: DownloadDataset, names: readonly string[]): string {
  const { agency, publisher, licence, description } = JSON.parse(dataset.body) as Record<
    string,
    unknown
  >;
  const files = dataset.files.map(({ kind, bytes, tokens, sha256 }, index) => ({
    path: names[index],
    ...{ kind, bytes, tokens, sha256 },
  }));
  const { identifier, name } = dataset;
  return `${JSON.stringify({ identifier, name, description, agency, publisher, licence, files }, null, 2)}\n`;
}
