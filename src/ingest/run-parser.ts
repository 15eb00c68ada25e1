import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileKind, StoredFinding } from '../contracts/dataset-files';
import { forkProcess } from './fork-process';

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

/** The parser ended without a report: out of time or memory, or crashed on the file. */
export class ParserDied extends Error {}

/** JavaScript heap of a parser, in MiB. */
const HEAP_MIB = 160;
/** All memory of a parser, in KiB; checked where /proc tells it. */
const MEMORY_KIB = 512 * 1024;
/** A third of the processor beside a busy service, all of it beside an idle one. */
const BEHIND_THE_SERVICE = 5;
const BASE_MS = 120_000;
const MS_PER_MIB = 1_200;
const WATCH_MS = 500;
const PROGRESS_MS = 500;

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
    niceness: BEHIND_THE_SERVICE,
  });
  const timeoutMs = BASE_MS + (options.bytes / 1024 ** 2) * MS_PER_MIB;
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const watch = setInterval(() => void killWhenTooBig(child), WATCH_MS);
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
    let lastProgress = 0;
    child.on('message', (message: ParserMessage) => {
      if (message.kind === 'report') resolve(message.report);
      else if (message.kind === 'outage') reject(new Error(`parser: ${message.code}`));
      else if (Date.now() - lastProgress >= PROGRESS_MS) {
        lastProgress = Date.now();
        onProgress(message.progress);
      }
    });
    child.once('error', (error) => reject(new ParserDied('parser', { cause: error })));
    child.once('exit', (code, signal) => reject(new ParserDied(`parser: ${code ?? signal}`)));
    child.send(request, (error) => {
      if (error) reject(new ParserDied('parser', { cause: error }));
    });
  });
}

async function killWhenTooBig(child: ChildProcess): Promise<void> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  if (Number(kib) > MEMORY_KIB) child.kill('SIGKILL');
}
