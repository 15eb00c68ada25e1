import type { ChildProcess } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { scratchName } from '../../ingest/scratch';
import type { FileStorage } from '../../ingest/storage';
import type { DownloadDataset } from '../downloads/find';
import { restExporter, takeExporter } from './exporters';
import { provenanceOf, type ExportFile, type Provenance } from './rows';
import type { ExportFormat, MadeShard } from './shards';

export interface Begin {
  readonly provenance: Provenance;
  readonly format: ExportFormat;
  /** Where the process puts each shard until it is stored. */
  readonly folder: string;
  readonly maxUnits?: number;
}

export type ToExporter =
  | { readonly kind: 'begin'; readonly begin: Begin }
  | { readonly kind: 'add'; readonly file: ExportFile; readonly path: string }
  /** The shard that was told of may be forgotten. */
  | { readonly kind: 'stored' }
  | { readonly kind: 'end' };

export type FromExporter =
  | { readonly kind: 'shard'; readonly shard: MadeShard }
  /** With what it was told last. */
  | { readonly kind: 'done' };

/**
 * Makes the export of a dataset in a process beside the service, shard by shard, and hands over each file.
 * At most one shard lies on this machine at a time.
 *
 * @throws Error where the machine is at fault: another try may succeed
 */
export async function runExport(options: {
  readonly dataset: DownloadDataset;
  readonly format: ExportFormat;
  readonly storage: FileStorage;
  readonly workFolder: string;
  readonly maxUnits?: number;
  readonly signal: AbortSignal;
  readonly store: (shard: MadeShard) => Promise<void>;
}): Promise<void> {
  const { dataset, format, storage, maxUnits, signal } = options;
  signal.throwIfAborted();
  const folder = path.join(options.workFolder, scratchName());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = takeExporter();
  const abort = () => child.kill('SIGKILL');
  signal.addEventListener('abort', abort);
  const store = async (shard: MadeShard) => {
    await options.store(shard);
    await rm(shard.path);
  };
  const tell = (message: ToExporter) => answered(child, { message, store });
  try {
    const begin = { provenance: provenanceOf(dataset), format, folder, maxUnits };
    await tell({ kind: 'begin', begin });
    for (const { documentId, name, sha256, textKey } of dataset.files) {
      if (textKey === null) continue;
      const file = { documentId, name, sha256 };
      await storage.withLocalFile(textKey, (at) => tell({ kind: 'add', file, path: at }));
    }
    await tell({ kind: 'end' });
    restExporter(child);
  } catch (error) {
    // In the middle of something: what it would say next is nobody's.
    child.kill('SIGKILL');
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sends one message and waits until it is done with, storing the shards that come meanwhile. */
function answered(
  child: ChildProcess,
  { message, store }: { message: ToExporter; store: (shard: MadeShard) => Promise<void> },
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const died = (code: number | null, signal: string | null) =>
      reject(new Error(`export: the process ended: ${code ?? signal}`));
    const hear = (heard: FromExporter) => {
      if (heard.kind === 'done') {
        child.off('message', hear).off('exit', died).off('error', reject);
        resolve();
      } else {
        store(heard.shard).then(() => child.send({ kind: 'stored' }), reject);
      }
    };
    child.on('message', hear).once('exit', died).once('error', reject);
    child.send(message, (error) => error && reject(error));
  });
}
