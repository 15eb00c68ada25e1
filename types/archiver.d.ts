/** The part of archiver 7 that is used here; the package brings no types. */
declare module 'archiver' {
  import type { Readable, Transform } from 'node:stream';

  export interface Archiver extends Transform {
    append(source: Readable | Buffer | string, entry: EntryData): this;
    finalize(): Promise<void>;
    abort(): this;
  }

  export interface EntryData {
    name: string;
    date?: Date;
    store?: boolean;
  }

  interface Options {
    forceZip64?: boolean;
    zlib?: { level?: number };
  }

  export default function archiver(format: 'zip', options?: Options): Archiver;
}
