import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/**
 * Starts a process of ours that works on files of strangers: without the service's secrets in its
 * environment, silent, and with a limited heap.
 *
 * @param entry Path of the module without its extension, which is the caller's.
 */
export function forkProcess(entry: string, options: { heapMib: number }): ChildProcess {
  const extension = path.extname(__filename);
  const loader = extension === '.ts' ? ['--import', 'tsx'] : [];
  return fork(`${entry}${extension}`, {
    execArgv: [...loader, `--max-old-space-size=${options.heapMib}`, '--max-semi-space-size=16'],
    env: { PATH: process.env.PATH, TZ: 'UTC', NODE_ENV: process.env.NODE_ENV },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
