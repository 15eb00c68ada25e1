import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FileKind, StoredFinding } from '../../src/contracts/dataset-files';
import { DomainError } from '../../src/domain/errors';
import { FileRefused } from '../../src/domain/ingest/findings';
import type { Tokenizer } from '../../src/domain/ingest/tokens';
import { extractors } from '../../src/ingest/extractors';
import { createLocalStorage } from '../../src/ingest/local-storage';
import { storeUpload } from '../../src/ingest/store-upload';
import { TextSink } from '../../src/ingest/text-sink';
import { o200k } from '../../src/ingest/tokenizer';

export interface Outcome {
  /** `accepted`, or the code of the refusal. */
  readonly code: string;
  readonly text: string;
  readonly tokens: number;
  readonly findings: readonly StoredFinding[];
}

/** A tokenizer that counts nothing, where a test does not look at tokens. */
const noTokens: Tokenizer = {
  count: () => 0,
  counter: () => ({ push: () => undefined, end: () => 0 }),
};

/** What happens to a file: the checks of the upload, then those of its extractor. */
export async function judge(
  name: string,
  content: Uint8Array,
  options: { tokens?: boolean } = {},
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-judge-'));
  try {
    return await judgeIn({ folder, name, content, tokenizer: options.tokens ? o200k() : noTokens });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeIn(file: {
  folder: string;
  name: string;
  content: Uint8Array;
  tokenizer: Tokenizer;
}): Promise<Outcome> {
  const storage = createLocalStorage(file.folder);
  const nothing = { text: '', tokens: 0, findings: [] };
  try {
    const body = Readable.from(inChunks(file.content), { objectMode: false });
    const stored = await storeUpload(storage, { name: file.name, body });
    return await storage.withLocalFile(stored.storageKey, (filePath) =>
      extract({ ...file, filePath, kind: stored.kind }),
    );
  } catch (error) {
    if (error instanceof DomainError) return { ...nothing, code: error.code };
    throw error;
  }
}

async function extract(file: {
  folder: string;
  filePath: string;
  name: string;
  kind: FileKind;
  tokenizer: Tokenizer;
}): Promise<Outcome> {
  const textPath = path.join(file.folder, 'text');
  const sink = new TextSink(textPath, file.tokenizer, () => undefined, 'line');
  let refused: StoredFinding | undefined;
  try {
    await extractors[file.kind]({ path: file.filePath, name: file.name }, sink);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    refused = error.finding;
  }
  const { tokens, noticed } = sink.close();
  const text = readFileSync(textPath, 'utf8');
  const findings = refused ? [refused, ...sink.findings] : [...sink.findings, ...noticed];
  return { code: refused?.code ?? 'accepted', text, tokens, findings };
}

function* inChunks(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}
