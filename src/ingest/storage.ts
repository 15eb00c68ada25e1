import type { Readable } from 'node:stream';

/**
 * Where the bytes of datasets live: private, never below public/, reachable only through this
 * port. Keys are made by `newStorageKey`, never from names that people give.
 */
export interface FileStorage {
  /** Stores all of `body` under `key`; when it fails, nothing is left behind. */
  put(object: { key: string; body: Readable; signal?: AbortSignal }): Promise<void>;
  /**
   * Makes a file of this machine an object, without copying it where that is possible: from then
   * on nothing may write into the file. Whoever made it removes it.
   */
  takeOver(object: { key: string; path: string }): Promise<void>;
  /** @throws Error with code ENOENT where there is no such object */
  read(object: { key: string; start?: number; end?: number }): Promise<Readable>;
  /** Quiet where there is no such object. */
  remove(key: string): Promise<void>;
  /** Runs `use` with a path of this machine that holds the object, removed after if it is a copy. */
  withLocalFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;
  /** An address that serves the object for `seconds`; null where the storage cannot sign. */
  signedUrl(object: { key: string; fileName: string; seconds: number }): Promise<string | null>;
  /** Resolves when the storage can be written to. */
  check(): Promise<void>;
  /** Removes what killed processes left half stored. */
  sweep(): Promise<void>;
}

/** Name of the storage in Strapi's container: `strapi.get(FILE_STORAGE) as FileStorage`. */
export const FILE_STORAGE = 'file-storage';
