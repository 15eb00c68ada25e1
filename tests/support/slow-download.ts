import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { CHECK_MS } from '../../src/public/downloads/guarded-stream';
import type { TestApp } from './app';

/** More than the sockets of both sides hold: the rest stays with the service until it is read. */
export const BIG_BYTES = 48 * 1024 ** 2;

export function* bigContent(): Generator<Buffer> {
  for (let sent = 0; sent < BIG_BYTES; sent += 1024 ** 2) yield Buffer.alloc(1024 ** 2, 'x');
}

/** A download whose first bytes have come and whose reader waits. */
export async function beginDownload(
  app: TestApp,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<http.IncomingMessage> {
  const server = app.strapi.server.httpServer;
  // As supertest left it.
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const { port } = server.address() as AddressInfo;
  const request = http.get({ port, path, headers, host: '127.0.0.1', agent: false });
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  await once(answer, 'readable');
  return answer;
}

/** Reads on once the service has had the time to look. @throws Error "aborted" where it was cut */
export async function readLater(answer: http.IncomingMessage): Promise<void> {
  await pause(CHECK_MS + 500);
  for await (const _chunk of answer);
}
