import { createHash } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export type HashAlgorithm = 'sha1' | 'sha256';

/** A block to be counted in; the last one ends the digest. */
export interface HashOrder {
  readonly id: number;
  readonly algorithm: HashAlgorithm;
  readonly block: Uint8Array;
  readonly last: boolean;
  /** Nobody waits for this digest any more. */
  readonly drop?: boolean;
}

export interface HashAnswer {
  readonly id: number;
  readonly digest: string | null;
}

const BLOCK_BYTES = 1 << 18;
/** Used blocks kept for the next hash, so that they do not pile up between two collections. */
const MOST_SPARE = 32;

/**
 * The digest of bytes that come in parts. It is counted in a thread of its own: the service goes on
 * receiving and answering meanwhile, and the other processor has something to do.
 */
export class RunningHash {
  private readonly id = nextId++;
  private filling = takeBlock();
  private filled = 0;
  private away: Uint8Array | undefined;
  private counted: Promise<unknown> = Promise.resolve();
  private total = 0;

  constructor(private readonly algorithm: HashAlgorithm = 'sha256') {}

  /** How many bytes were counted in. */
  get bytes(): number {
    return this.total;
  }

  /** Copies the bytes; waits where the thread has not caught up. */
  async update(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      if (this.filled === BLOCK_BYTES) await this.sendBlock();
      const part = bytes.subarray(at, at + BLOCK_BYTES - this.filled);
      this.filling.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
    }
    this.total += bytes.length;
  }

  /** Ends it. Lower-case hexadecimal. */
  async digest(): Promise<string> {
    const block = this.filling.subarray(0, this.filled);
    const { id, algorithm } = this;
    // So little that no thread was needed.
    if (!this.away) {
      const digest = createHash(algorithm).update(block).digest('hex');
      giveBack(this.filling);
      return digest;
    }
    await this.counted;
    const { digest } = await ask({ id, algorithm, block, last: true });
    giveBack(this.filling);
    giveBack(this.away);
    return digest ?? '';
  }

  /** Ends it without a digest. */
  async drop(): Promise<void> {
    await this.counted.catch(() => undefined);
    if (this.away) thread().postMessage({ id: this.id, drop: true });
    giveBack(this.filling);
    if (this.away) giveBack(this.away);
  }

  private async sendBlock(): Promise<void> {
    await this.counted;
    const block = this.filling;
    this.counted = ask({ id: this.id, algorithm: this.algorithm, block, last: false });
    this.counted.catch(() => undefined);
    this.filling = this.away ?? takeBlock();
    this.away = block;
    this.filled = 0;
  }
}

let nextId = 1;
const spare: Uint8Array[] = [];

function takeBlock(): Uint8Array {
  return spare.pop() ?? new Uint8Array(new SharedArrayBuffer(BLOCK_BYTES));
}

function giveBack(block: Uint8Array): void {
  if (spare.length < MOST_SPARE) spare.push(block);
}

interface Waiting {
  readonly resolve: (answer: HashAnswer) => void;
  readonly reject: (error: Error) => void;
}

let running: Worker | undefined;
/** By the digest's number; each has at most one block on its way. */
const waiting = new Map<number, Waiting>();

function ask(order: HashOrder): Promise<HashAnswer> {
  return new Promise((resolve, reject) => {
    const worker = thread();
    // Only while somebody waits does the thread keep the process alive.
    worker.ref();
    waiting.set(order.id, { resolve, reject });
    worker.postMessage(order);
  });
}

function thread(): Worker {
  if (running) return running;
  const extension = path.extname(__filename);
  // Of a thread's loaders only those for `require` reach its first module.
  const worker = new Worker(path.join(__dirname, `hash-thread${extension}`), {
    execArgv: extension === '.ts' ? ['--require', 'tsx/cjs'] : [],
    env: {},
  });
  worker.on('message', (answer: HashAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    asked?.resolve(answer);
  });
  const ended = (error: Error) => {
    if (running === worker) running = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.once('error', ended);
  worker.once('exit', () => ended(new Error('hash: the thread ended')));
  worker.unref();
  running = worker;
  return worker;
}
