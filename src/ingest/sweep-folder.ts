import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Removes what a killed process left in a folder; quiet where there is no such folder. */
export async function sweepFolder(folder: string, olderThanMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found && Date.now() - found.mtimeMs > olderThanMs) {
      await rm(file, { recursive: true, force: true });
    }
  }
}
