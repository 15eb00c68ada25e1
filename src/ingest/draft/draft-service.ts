import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MetadataDraft } from '../../domain/ingest/draft-metadata';
import { DomainError } from '../../domain/errors';
import { findingsOf, type FileRow } from '../file-rows';
import { forkProcess } from '../fork-process';
import { scratchName } from '../scratch';
import type { FileStorage } from '../storage';
import type { BeginningOfFile, DraftRequest } from './draft-process';
import { draftRemotely, type RemoteDrafter } from './remote-draft';

/** What is read of each file's text and of all together, in bytes. */
const BYTES_A_FILE = 256 * 1024;
const BYTES_IN_ALL = 2 * 1024 ** 2;
const HEAP_MIB = 384;
/** The first draft makes the dictionary, too, which takes some seconds. */
const TIMEOUT_MS = 180_000;

interface Parts {
  readonly storage: FileStorage;
  readonly workFolder: string;
  readonly cacheFolder: string;
  readonly remote: RemoteDrafter | null;
  readonly log: { warn(message: string): void };
}

/**
 * Drafts description and keywords from the text of accepted files: by the configured end point,
 * or, without one or when it fails, here.
 *
 * @throws DomainError ingest.nothing_to_draft_from (409) while no file is accepted
 */
export async function draftFromFiles(
  parts: Parts,
  rows: readonly FileRow[],
): Promise<MetadataDraft> {
  const readable = rows.filter((row) => row.state === 'accepted' && row.text_key !== null);
  if (readable.length === 0) throw new DomainError('ingest.nothing_to_draft_from', 'conflict');
  const folder = path.join(parts.workFolder, scratchName());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const files = await copyBeginnings(parts.storage, readable, folder);
    const remote = parts.remote && (await draftRemotely(parts.remote, files, parts.log));
    return remote ?? (await draftHere({ files, cacheFolder: parts.cacheFolder }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyBeginnings(
  storage: FileStorage,
  rows: readonly FileRow[],
  folder: string,
): Promise<DraftRequest['files']> {
  const share = Math.min(BYTES_A_FILE, Math.floor(BYTES_IN_ALL / rows.length));
  const files: BeginningOfFile[] = [];
  for (const [index, row] of rows.entries()) {
    const target = path.join(folder, `${index}.txt`);
    const source = await storage.read({ key: row.text_key ?? '', start: 0, end: share - 1 });
    await pipeline(source, createWriteStream(target));
    const table = findingsOf(row).find(({ code }) => code === 'csv.table');
    files.push({ name: row.name, path: target, ...(table ? { rows: table.count } : {}) });
  }
  return files;
}

function draftHere(request: DraftRequest): Promise<MetadataDraft> {
  const child = forkProcess(path.join(__dirname, 'draft-process'), { heapMib: HEAP_MIB });
  const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  return new Promise<MetadataDraft>((resolve, reject) => {
    child.once('message', (draft: MetadataDraft) => resolve(draft));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('draft: the process ended without a draft')));
    child.send(request);
  }).finally(() => {
    clearTimeout(timer);
    child.kill('SIGKILL');
  });
}
