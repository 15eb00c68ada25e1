import { execFile, fork, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Starts a process of ours that works on files of strangers: without the service's secrets in its
 * environment, silent, and with a limited heap.
 *
 * @param entry Path of the module without its extension, which is the caller's.
 */
export function forkProcess(
  entry: string,
  options: { heapMib: number; niceness?: number },
): ChildProcess {
  const extension = path.extname(__filename);
  const loader = extension === '.ts' ? ['--import', 'tsx'] : [];
  const child = fork(`${entry}${extension}`, {
    execArgv: [...loader, `--max-old-space-size=${options.heapMib}`, '--max-semi-space-size=16'],
    env: { PATH: process.env.PATH, TZ: 'UTC', NODE_ENV: process.env.NODE_ENV },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (child.pid !== undefined && options.niceness) lowerPriority(child.pid, options.niceness);
  return child;
}

/** Of a process with all its threads, which Linux gives a priority each. */
export function lowerPriority(pid: number, niceness: number): void {
  for (const thread of threadsOf(pid)) {
    try {
      os.setPriority(thread, niceness);
    } catch {
      // It is gone already, or the system knows no priorities.
    }
  }
}

/**
 * Lets a process with all its threads run only while nobody else wants the processor, where Linux and
 * util-linux are there: at the lowest priority alone it still holds up who wakes beside it.
 */
export function runWhenIdle(pid: number): void {
  execFile('chrt', ['--idle', '--all-tasks', '--pid', '0', String(pid)], () => undefined);
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
