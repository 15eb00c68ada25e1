import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { createLocalStorage } from './local-storage';
import type { FileStorage } from './storage';

/**
 * The storage that the settings name: a local folder, STORAGE_DIR (default `.data/storage`).
 *
 * @throws Error when the folder would be served to the public
 */
export function createStorage(settings: {
  env: NodeJS.ProcessEnv;
  appRoot: string;
  publicDir: string;
}): FileStorage {
  const folder = path.resolve(settings.appRoot, settings.env.STORAGE_DIR ?? '.data/storage');
  const inPublic = path.relative(path.resolve(settings.publicDir), folder);
  if (inPublic === '' || (!inPublic.startsWith('..') && !path.isAbsolute(inPublic))) {
    throw new Error(
      'STORAGE_DIR must not lie below public/: everything there is served to anybody',
    );
  }
  return createLocalStorage(folder);
}

/** A key that says nothing about the file and is never used twice. */
export function newStorageKey(): string {
  const id = randomUUID();
  return `files/${id.slice(0, 2)}/${id}`;
}
