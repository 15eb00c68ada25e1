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
/** What requests leave of the processor: all of it beside an idle service, hardly any beside a busy one. */
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
  giveWay(child);
  // Again, for threads that were started before it was said for the first time.
  const again = setTimeout(() => giveWay(child), WATCH_MS);
  const limitMs = BASE_MS + (options.bytes / 1024 ** 2) * MS_PER_MIB;
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs * PATIENCE);
  const watch = setInterval(() => void keepWithin(child, limitMs), WATCH_MS);
  const abort = () => child.kill('SIGKILL');
  options.signal.addEventListener('abort', abort);
  try {
    return await reportOf(child, options);
  } finally {
    clearTimeout(timer);
    clearTimeout(again);
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

function giveWay({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  lowerPriority(pid, niceness());
  if (niceness() === LOWEST_PRIORITY) runWhenIdle(pid);
}

async function keepWithin(child: ChildProcess, limitMs: number): Promise<void> {
  const read = (name: string) => readFile(`/proc/${child.pid}/${name}`, 'utf8').catch(() => '');
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(await read('status')) ?? [];
  if (Number(kib) > MEMORY_KIB || processorMs(await read('stat')) > limitMs) child.kill('SIGKILL');
}

/** From /proc/PID/stat, where fields 14 and 15 count hundredths of a second; the name in brackets may hold blanks. */
function processorMs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
