import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { scratchName, sweepScratch } from './scratch';
import type { FileStorage } from './storage';

/** Of a stream into a file: what waits is written together. */
const WRITE_BYTES = 1 << 20;
/** Another file system, or one without links: the bytes are copied. */
const NO_LINKS = /^(EXDEV|EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS|EMLINK)$/;

/** A folder of this machine. An object appears under its key only when it is whole and synced. */
export function createLocalStorage(root: string): FileStorage {
  const incoming = path.join(root, 'incoming');

  function pathOf(key: string): string {
    if (!/^[a-z0-9][a-z0-9/-]*(\.[a-z]+)?$/.test(key)) throw new Error('storage: malformed key');
    return path.join(root, 'objects', key);
  }

  const storage: FileStorage = {
    async put({ key, body, signal }) {
      const target = pathOf(key);
      const partial = path.join(incoming, scratchName());
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      try {
        const options = { mode: 0o600, flags: 'wx', highWaterMark: WRITE_BYTES };
        await pipeline(body, createWriteStream(partial, options), { signal });
        await sync(partial);
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await rename(partial, target);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async takeOver({ key, path: file }) {
      const target = pathOf(key);
      const partial = path.join(incoming, scratchName());
      await sync(file);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      try {
        await link(file, partial);
        // Over what an earlier try may have stored under the same key.
        await rename(partial, target);
      } catch (error) {
        if (!NO_LINKS.test((error as { code?: string }).code ?? '')) throw error;
        await storage.put({ key, body: createReadStream(file, { highWaterMark: WRITE_BYTES }) });
      }
    },
    async read({ key, start, end }) {
      await stat(pathOf(key));
      return createReadStream(pathOf(key), { start, end });
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async withLocalFile(key, use) {
      return use(pathOf(key));
    },
    signedUrl: async () => null,
    sweep: () => sweepScratch(incoming),
    async check() {
      // Rights alone say nothing about a full or read-only disk.
      const probe = path.join(incoming, scratchName());
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await writeFile(probe, 'ready\n').finally(() => rm(probe, { force: true }));
    },
  };
  return storage;
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
