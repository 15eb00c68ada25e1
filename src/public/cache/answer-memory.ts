/** Memory for answers, in bytes of their bodies. */
const MAX_BYTES = 64 * 1024 ** 2;
const MAX_ENTRY_BYTES = 1024 ** 2;
/** Popularity and pictures change unannounced; nothing is older than this. */
const MAX_AGE_MS = 60_000;
const MAX_URL_CHARACTERS = 1_000;

const KEPT = /^\/api\/(datasets|search|corpus|tags|themes|licences|agencies|pages|catalog)(\/|$)/;
const NOT_KEPT = /\/(download|export\.)/;

export interface KeptAnswer {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
}

interface Entry {
  readonly version: number;
  readonly storedAt: number;
  readonly answer: KeptAnswer;
}

/** Whether answers at this path may be kept at all. */
export const isKept = (path: string): boolean => KEPT.test(path) && !NOT_KEPT.test(path);

/**
 * Answers of the public reading routes while nothing public has changed. Their routes look at nothing
 * but the address (`auth: false`), so that it is the whole key.
 */
export class AnswerMemory {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  /** @param version Number of the present state of public content, null while it is not known. */
  constructor(private readonly currentVersion: () => number | null) {}

  /** To be read before what is answered is read: a change in between makes the answer worthless. */
  get version(): number | null {
    return this.currentVersion();
  }

  get(url: string): KeptAnswer | undefined {
    const entry = this.entries.get(url);
    if (!entry) return undefined;
    if (entry.version === this.version && performance.now() - entry.storedAt < MAX_AGE_MS) {
      return entry.answer;
    }
    this.drop(url);
    return undefined;
  }

  keep(url: string, version: number, answer: KeptAnswer): void {
    if (url.length > MAX_URL_CHARACTERS || answer.body.length > MAX_ENTRY_BYTES) return;
    this.drop(url);
    this.entries.set(url, { version, storedAt: performance.now(), answer });
    this.bytes += answer.body.length;
    // A Map keeps the order of insertion: its first key is the oldest.
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= MAX_BYTES) break;
      this.drop(oldest);
    }
  }

  private drop(url: string): void {
    this.bytes -= this.entries.get(url)?.answer.body.length ?? 0;
    this.entries.delete(url);
  }
}
