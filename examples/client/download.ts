import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CorpusClient } from './corpus-client';

/**
 * `npx tsx examples/client/download.ts http://127.0.0.1:1337 客語 data/`: finds open datasets and
 * downloads their files, each verified by its sha256.
 */
async function main([base = '', words = '', folder = '.']: readonly string[]): Promise<void> {
  const corpus = new CorpusClient(base);
  for (const dataset of await corpus.search(words, { open: 'true' })) {
    const target = path.join(folder, dataset.identifier);
    await mkdir(target, { recursive: true });
    for (const file of dataset.files) {
      // The number keeps two files of one name apart.
      const name = `${file.documentId}-${path.basename(file.name)}`;
      await corpus.download(dataset, file, path.join(target, name));
      console.log(`✓ ${dataset.identifier} ${file.name} (${String(file.bytes)} bytes)`);
    }
  }
}

void main(process.argv.slice(2));
