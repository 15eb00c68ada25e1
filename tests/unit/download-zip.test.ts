import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import type { FileStorage } from '../../src/ingest/storage';
import type { DownloadDataset } from '../../src/public/downloads/find';
import { zipOf } from '../../src/public/downloads/zip';

const GIB = 1024 ** 3;
/** Ends a list of entries whose places need 64 bits. */
const ZIP64_END = Buffer.from('PK\x06\x06');

const storage = { read: async () => Readable.from(['內容']) } as unknown as FileStorage;

/** Files that say they are of these sizes; what the storage gives of them is short. */
const dataset = (sizes: readonly number[]): DownloadDataset => ({
  ...{ documentId: 'd', identifier: '00000001', name: '名', isOpen: true, etag: 'e', body: '{}' },
  files: sizes.map((bytes, index) => ({
    ...{ documentId: String(index), name: '檔.csv', kind: 'csv', bytes, sha256: '', tokens: 0 },
    ...{ storageKey: 'k', textKey: null },
  })),
});

async function namesIn(zip: Buffer): Promise<string[]> {
  const opened = await promisify(yauzl.fromBuffer as Open)(zip, { lazyEntries: false });
  const names: string[] = [];
  opened.on('entry', ({ fileName }: yauzl.Entry) => names.push(fileName));
  await new Promise((resolve, reject) => opened.once('end', resolve).once('error', reject));
  return names;
}
type Open = (
  zip: Buffer,
  options: yauzl.Options,
  done: (error: Error | null, opened: yauzl.ZipFile) => void,
) => void;

describe('the ZIP of a whole dataset', () => {
  it('is of the 64-bit form where it may pass 4 GiB, which readers of ZIP take', async () => {
    const zip = await buffer(zipOf(dataset(Array.from({ length: 9 }, () => GIB / 2)), storage));
    assert.ok(zip.includes(ZIP64_END));
    assert.equal((await namesIn(zip)).length, 10);
  });

  it('is of the form that every program reads where it is smaller', async () => {
    const zip = await buffer(zipOf(dataset([10, 10]), storage));
    assert.ok(!zip.includes(ZIP64_END));
    assert.deepEqual(await namesIn(zip), ['manifest.json', '檔.csv', '檔 (2).csv']);
  });

  it('is the same, byte for byte, each time', async () => {
    const once = await buffer(zipOf(dataset([10, 10]), storage));
    assert.deepEqual(await buffer(zipOf(dataset([10, 10]), storage)), once);
  });
});
