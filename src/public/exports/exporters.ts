import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { forkProcess } from '../../ingest/fork-process';

/** JavaScript heap, in MiB: the tokenizer's ranks and the text of a shard. */
const HEAP_MIB = 384;
/** Exports wait for everything else: for uploads, which people watch, and for the service. */
const NICENESS = 10;
/** As long as a selection that is being made may pause; then nothing is held for it. */
const IDLE_MS = 15_000;

interface Resting {
  readonly child: ChildProcess;
  readonly timer: NodeJS.Timeout;
}

let resting: Resting | null = null;

/**
 * The process that makes exports: the one that made the last, or a new one. Starting it costs more
 * than most datasets; a selection of a hundred shares it.
 */
export function takeExporter(): ChildProcess {
  const known = resting;
  resting = null;
  if (known) {
    clearTimeout(known.timer);
    known.child.off('exit', forget);
    if (known.child.connected && known.child.exitCode === null) {
      known.child.ref();
      known.child.channel?.ref();
      return known.child;
    }
  }
  return forkProcess(path.join(__dirname, 'export-process'), {
    heapMib: HEAP_MIB,
    niceness: NICENESS,
  });
}

/** Keeps a process that has done all it was told for the next export, a moment long. */
export function restExporter(child: ChildProcess): void {
  stopExporter();
  const timer = setTimeout(stopExporter, IDLE_MS).unref();
  resting = { child, timer };
  child.once('exit', forget);
  // It must hold up nobody's end.
  child.unref();
  child.channel?.unref();
}

/** The process ends by itself, too, when this one does, however that comes. */
export function stopExporter(): void {
  const known = resting;
  forget();
  known?.child.kill('SIGKILL');
}

function forget(): void {
  if (resting) clearTimeout(resting.timer);
  resting = null;
}
