import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { HashAnswer, HashOrder } from './running-hash';

/** Entry of the thread that counts digests; started by running-hash.ts. */
const hashes = new Map<number, Hash>();

parentPort?.on('message', ({ id, algorithm, block, last, drop }: HashOrder) => {
  if (drop) {
    hashes.delete(id);
    return;
  }
  const hash = hashes.get(id) ?? createHash(algorithm);
  hash.update(block);
  if (last) hashes.delete(id);
  else hashes.set(id, hash);
  const answer: HashAnswer = { id, digest: last ? hash.digest('hex') : null };
  parentPort?.postMessage(answer);
});
