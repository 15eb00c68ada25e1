import { readFileSync, readdirSync } from 'node:fs';

/** Resident memory of a process and of all it started, in MiB; 0 where there is no /proc. */
export function memoryOf(pid: number): number {
  return residentMib(pid) + childrenOf(pid).reduce((sum, child) => sum + memoryOf(child), 0);
}

function residentMib(pid: number): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${String(pid)}/task`).flatMap((task) =>
      readFileSync(`/proc/${String(pid)}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}
