import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileKind, StoredFinding } from '../contracts/dataset-files';
import { forkProcess, lowerPriority, runWhenIdle } from './fork-process';

export interface ParserRequest {
  readonly path: string;
  readonly name: string;
  readonly kind: FileKind;
  /** Where the parser writes the extracted text. */
  readonly textPath: string;
}

export interface ParserReport {
  readonly refused: StoredFinding | null;
  readonly findings: readonly StoredFinding[];
  readonly tokens: number;
  /** Unsigned 32-bit numbers; null where the text is too short to be compared. */
  readonly signature: readonly number[] | null;
}

export type ParserMessage =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'report'; readonly report: ParserReport }
  /** The machine is at fault, not the file: a full disk, too many open files. */
  | { readonly kind: 'outage'; readonly code: string };

/** The parser ended without a report: out of processor time or memory, or crashed on the file. */
export class ParserDied extends Error {}

/** JavaScript heap of a parser, in MiB. */
const HEAP_MIB = 160;
/** All memory of a parser, in KiB; checked where /proc tells it. */
const MEMORY_KIB = 512 * 1024;
/** Behind requests, but not behind everything: most files are read within these milliseconds of the processor. */
const FIRST_PRIORITY = 5;
const FIRST_MS = 3_000;
/** Whoever reads longer has what requests leave: all of it beside an idle service, hardly any beside a busy one. */
const LOWEST_PRIORITY = 19;
/** Processor time; how long that takes is the other programs' doing and not the file's. */
const BASE_MS = 120_000;
const MS_PER_MIB = 1_200;
/** A parser that does nothing at all is ended, too. */
const PATIENCE = 20;
const WATCH_MS = 500;

/**
 * Reads a file in a process of its own, without the service's secrets, within limits of time and
 * memory. The worst file costs that process.
 *
 * @throws ParserDied; Error where the machine is at fault and another try may succeed
 */
export async function runParser(options: {
  request: ParserRequest;
  bytes: number;
  signal: AbortSignal;
  onProgress: (progress: number) => void;
}): Promise<ParserReport> {
  options.signal.throwIfAborted();
  const child = forkProcess(path.join(__dirname, 'parser-process'), {
    heapMib: HEAP_MIB,
  });
  giveWay(child, Math.min(FIRST_PRIORITY, niceness()));
  const limitMs = BASE_MS + (options.bytes / 1024 ** 2) * MS_PER_MIB;
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs * PATIENCE);
  let isShort = true;
  const watch = setInterval(() => {
    void usedBy(child).then(({ kib, ms }) => {
      if (kib > MEMORY_KIB || ms > limitMs) child.kill('SIGKILL');
      else if (isShort && ms > FIRST_MS) {
        isShort = false;
        giveWay(child, niceness());
      }
    });
  }, WATCH_MS);
  const abort = () => child.kill('SIGKILL');
  options.signal.addEventListener('abort', abort);
  try {
    return await reportOf(child, options);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    options.signal.removeEventListener('abort', abort);
    child.kill('SIGKILL');
  }
}

function reportOf(
  child: ChildProcess,
  { request, onProgress }: { request: ParserRequest; onProgress: (progress: number) => void },
): Promise<ParserReport> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: ParserMessage) => {
      if (message.kind === 'report') resolve(message.report);
      else if (message.kind === 'outage') reject(new Error(`parser: ${message.code}`));
      else onProgress(message.progress);
    });
    child.once('error', (error) => reject(new ParserDied('parser', { cause: error })));
    child.once('exit', (code, signal) => reject(new ParserDied(`parser: ${code ?? signal}`)));
    child.send(request, (error) => {
      if (error) reject(new ParserDied('parser', { cause: error }));
    });
  });
}

function niceness(): number {
  const wanted = Number(process.env.INGEST_NICE ?? LOWEST_PRIORITY);
  return Math.min(Math.max(Math.trunc(wanted) || 0, 0), LOWEST_PRIORITY);
}

function giveWay({ pid }: ChildProcess, priority: number): void {
  if (pid === undefined) return;
  lowerPriority(pid, priority);
  if (priority === LOWEST_PRIORITY) runWhenIdle(pid);
}

/** Memory in KiB and processor time in milliseconds; 0 where no /proc tells them. */
async function usedBy({ pid }: ChildProcess): Promise<{ kib: number; ms: number }> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(await read('status')) ?? [];
  return { kib: Number(kib), ms: processorMs(await read('stat')) };
}

/** From /proc/PID/stat, where fields 14 and 15 count hundredths of a second; the name in brackets may hold blanks. */
function processorMs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
