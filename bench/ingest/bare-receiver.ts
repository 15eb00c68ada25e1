import { closeSync, createWriteStream, fsyncSync, openSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** A server that does nothing but write what it is sent to a file, synced: the limit of any door. */
const target = process.argv[2] ?? '';

const server = http.createServer((request, response) => {
  void pipeline(request, createWriteStream(target, { highWaterMark: 1 << 20 })).then(() => {
    const file = openSync(target, 'r');
    fsyncSync(file);
    closeSync(file);
    rmSync(target);
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.once('disconnect', () => process.exit(0));
