import { readFileSync, readdirSync } from 'node:fs';

/** USER_HZ of Linux: /proc counts in hundredths of a second. */
const TICK_MS = 10;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
}

/** Processor time used so far, in milliseconds: a measure that other programs hardly disturb. */
export interface CpuTimes {
  readonly service: number;
  readonly database: number;
}

/**
 * @param servicePid the measured service.
 * @param databasePid any process of its PostgreSQL, such as a backend's.
 * @returns zeros where there is no /proc.
 */
export function cpuTimes(servicePid: number, databasePid: number): CpuTimes {
  const all = processes();
  const of = (pid: number) => all.find((one) => one.pid === pid);
  const server = of(of(databasePid)?.parent ?? 0)?.pid ?? 0;
  const children = all.filter(({ parent }) => server !== 0 && parent === server);
  return {
    service: of(servicePid)?.cpuMs ?? 0,
    database: children.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

/** Of one process, in milliseconds; 0 where it is gone. */
export function processorMs(pid: number): number {
  return read(String(pid))[0]?.cpuMs ?? 0;
}

function processes(): Process[] {
  let entries: string[];
  try {
    entries = readdirSync('/proc');
  } catch {
    return [];
  }
  return entries.filter((entry) => /^\d+$/.test(entry)).flatMap(read);
}

function read(entry: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
    // The name stands in brackets and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    return [{ pid: Number(entry), parent: Number(fields[1]), cpuMs }];
  } catch {
    return [];
  }
}
