import { createHash } from 'node:crypto';
import { closeSync, createWriteStream, fsyncSync, openSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/**
 * A server that does nothing but write what it is sent to a file, synced: the limit of any door. With
 * the path /hashed it counts the SHA-256 as well, in the same thread.
 */
const target = process.argv[2] ?? '';

const server = http.createServer((request, response) => {
  const file = createWriteStream(target, { highWaterMark: 1 << 20 });
  const received =
    request.url === '/hashed' ? pipeline(request, hashed, file) : pipeline(request, file);
  void received.then(() => {
    const handle = openSync(target, 'r');
    fsyncSync(handle);
    closeSync(handle);
    rmSync(target);
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit(0));

async function* hashed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
  hash.digest();
}
