import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { createLocalStorage } from './local-storage';
import { createS3Storage, s3SettingsOf } from './s3-storage';
import type { FileStorage } from './storage';
import { tellingOutages } from './storage-outage';

/**
 * The storage that the settings name: an S3-compatible server (S3_BUCKET and the others), else a
 * local folder, STORAGE_DIR (default `.data/storage`).
 *
 * @throws Error when the folder would be served to the public
 */
export function createStorage(settings: {
  env: NodeJS.ProcessEnv;
  appRoot: string;
  publicDir: string;
}): FileStorage {
  const work = path.resolve(settings.appRoot, settings.env.WORK_DIR ?? '.data/work');
  const s3 = s3SettingsOf(settings.env, work);
  if (s3) return tellingOutages(createS3Storage(s3));
  const folder = path.resolve(settings.appRoot, settings.env.STORAGE_DIR ?? '.data/storage');
  const inPublic = path.relative(path.resolve(settings.publicDir), folder);
  if (inPublic === '' || (!inPublic.startsWith('..') && !path.isAbsolute(inPublic))) {
    throw new Error(
      'STORAGE_DIR must not lie below public/: everything there is served to anybody',
    );
  }
  return tellingOutages(createLocalStorage(folder));
}

/** A key that says nothing about the file and is never used twice. */
export function newStorageKey(): string {
  const id = randomUUID();
  return `files/${id.slice(0, 2)}/${id}`;
}
