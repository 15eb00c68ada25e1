import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { CorpusClient, CorpusError, type Dataset } from './corpus-client';

const USAGE = `Usage:
  npx tsx examples/client/download.ts ADDRESS                list what is published
  npx tsx examples/client/download.ts ADDRESS WORDS          search
  npx tsx examples/client/download.ts ADDRESS WORDS FOLDER   download what is found, verified; run it
                                                             again to go on after an interruption
  CORPUS_TOKEN=… a member's access token, for restricted data that was granted`;

/** `npx tsx examples/client/download.ts http://127.0.0.1:1337 公報 data/` */
async function main([base, words, folder]: readonly string[]): Promise<void> {
  if (base === undefined || !URL.canParse(base)) throw new Error(USAGE);
  const corpus = new CorpusClient(base, process.env['CORPUS_TOKEN']);
  let found = 0;
  for await (const dataset of words === undefined ? corpus.list() : corpus.search(words)) {
    found += 1;
    const { identifier, name, isOpen, files } = dataset;
    console.log(`${identifier} ${name} (${isOpen ? 'open' : 'restricted'}, ${files.length} files)`);
    if (folder !== undefined) await downloadAll(corpus, dataset, path.join(folder, identifier));
  }
  if (found === 0) console.log('Nothing was found. 查無資料集。');
}

async function downloadAll(corpus: CorpusClient, dataset: Dataset, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  for (const file of dataset.files) {
    // The number keeps two files of one name apart.
    const to = path.join(target, `${file.documentId}-${path.basename(file.name)}`);
    try {
      const there = await stat(to).catch(() => null);
      if (there === null) await corpus.download(dataset, file, to);
      console.log(`  ✓ ${file.name} (${String(file.bytes)} bytes)`);
    } catch (error) {
      // Restricted without a grant, or delisted meanwhile: the others may still come.
      if (!(error instanceof CorpusError)) throw error;
      console.log(`  ✗ ${file.name}: ${error.message} (${error.code})`);
      process.exitCode = 1;
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { message, cause } = error as Error & { cause?: { message?: string } };
  console.error(cause?.message ? `${message}: ${cause.message}` : message);
  process.exitCode = 1;
});
