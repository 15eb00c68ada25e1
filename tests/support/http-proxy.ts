import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** What happens to one request. */
export type Fate =
  | 'pass'
  /** Answered with 500 and never passed on. */
  | 'fail'
  /** Taken and never answered. */
  | 'hang'
  /** Passed on, a few kilobytes at a time in both directions. */
  | 'slow';

export interface HttpProxy {
  readonly url: string;
  /** Decides from now on; `pass` at first. */
  decide(fate: (request: { method: string; path: string }) => Fate): void;
  close(): void;
}

const SLOW_CHUNK_BYTES = 16 * 1024;
const SLOW_PAUSE_MS = 20;

/** Between the service and an HTTP server, so that a test can put it in trouble. */
export async function startHttpProxy(target: { host: string; port: number }): Promise<HttpProxy> {
  let fateOf: Parameters<HttpProxy['decide']>[0] = () => 'pass';
  const server = http.createServer((request, response) => {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const fate = fateOf({ method: request.method ?? '', path: request.url ?? '' });
    if (fate === 'hang') request.resume();
    else if (fate === 'fail') {
      request.resume();
      request.on('end', () => response.writeHead(500).end());
    } else forward({ request, response, target, slow: fate === 'slow' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    decide: (fate) => {
      fateOf = fate;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function forward(hop: {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  target: { host: string; port: number };
  slow: boolean;
}): void {
  const { request, response, target, slow } = hop;
  const { method, url: path, headers } = request;
  const onward = http.request({ ...target, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    (slow ? answer.pipe(trickle()) : answer).pipe(response);
  });
  onward.on('error', () => response.destroy());
  (slow ? request.pipe(trickle()) : request).pipe(onward);
}

function trickle(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const next = (at: number) => {
        if (at >= chunk.length) done();
        else {
          this.push(chunk.subarray(at, at + SLOW_CHUNK_BYTES));
          setTimeout(next, SLOW_PAUSE_MS, at + SLOW_CHUNK_BYTES);
        }
      };
      next(0);
    },
  });
}
