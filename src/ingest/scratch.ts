import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Older than any upload or check that may still be running, in milliseconds. */
export const LEFT_BEHIND_MS = 12 * 3_600_000;

const OWNER = [os.hostname().replace(/[^\w-]/g, '_'), processSpace(), String(process.pid)];
const STARTED_MS = Date.now() - process.uptime() * 1_000;

/** A name for a temporary file or folder that tells, when it is met later, whose it was. */
export function scratchName(suffix = ''): string {
  return [...OWNER, randomUUID()].join('~') + suffix;
}

/**
 * Removes what killed processes left in a folder of temporary files: at once where their process is
 * known to be dead, else when it is older than any work. Quiet where there is no such folder.
 */
export async function sweepScratch(folder: string, olderThanMs = LEFT_BEHIND_MS): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (!found) continue;
    const old = Date.now() - found.mtimeMs > olderThanMs;
    if (old || isOrphan(name, found.birthtimeMs)) await rm(file, { recursive: true, force: true });
  }
}

/** A process of this machine that is gone; its number may be ours now, as in a container. */
function isOrphan(name: string, bornMs: number): boolean {
  const [host, space, pid, id] = name.split('~');
  if (id === undefined || host !== OWNER[0] || space !== OWNER[1]) return false;
  if (pid === OWNER[2]) return bornMs > 0 && bornMs < STARTED_MS - 1_000;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as { code?: string }).code === 'ESRCH';
  }
}

/** The same process numbers mean the same processes only inside one PID namespace. */
function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    return 'local';
  }
}
