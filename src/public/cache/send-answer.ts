import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '@strapi/strapi';
import { PLAIN_HEADERS } from '../../security/headers';
import { noteAnswer } from '../../service/request-log';
import { serviceState } from '../../service/state';
import type { KeptAnswer } from './answer-memory';
import { compress, encodingFor, isCompressible, type Encoding } from './compression';

/** A request that is answered without Koa. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: string;
  readonly path: string;
  readonly requestId: string;
  readonly started: number;
  /** Koa's way, as long as nothing was sent. */
  readonly onward: () => void;
}

const ALWAYS = Object.entries(PLAIN_HEADERS).flat();

/** Answers with the headers that Koa's way gives: whole, compressed, or that nothing has changed. */
export function send(strapi: Core.Strapi, visit: Visit, answer: KeptAnswer): void {
  const { request, path } = visit;
  const compressible = isCompressible(path, answer.type);
  const headers = [
    ...ALWAYS,
    ...['X-Request-Id', visit.requestId, 'ETag', answer.etag],
    ...['Cache-Control', answer.cacheControl],
    ...['Vary', compressible ? 'Origin, Accept-Encoding' : 'Origin'],
  ];
  if (sameEtag(request.headers['if-none-match'], answer.etag)) {
    write(strapi, visit, { status: 304, headers });
    return;
  }
  headers.push('Content-Type', answer.type);
  const encoding = compressible ? encodingOf(strapi, visit) : null;
  const whole = { status: 200, headers, body: answer.body };
  if (!encoding) {
    write(strapi, visit, whole);
    return;
  }
  compress(answer.body, encoding).then((packed) => {
    if (packed) headers.push('Content-Encoding', encoding);
    write(strapi, visit, { ...whole, body: packed ?? answer.body });
  }, visit.onward);
}

const sameEtag = (given: string | undefined, etag: string): boolean =>
  given !== undefined && given.replace(/^W\//, '') === etag.replace(/^W\//, '');

/** What clients ask for hardly differs: understood once. */
const understood = new Map<string, Encoding | null>();
const MAX_UNDERSTOOD = 200;

function encodingOf({ server }: Core.Strapi, { request, response }: Visit): Encoding | null {
  const header = request.headers['accept-encoding'];
  if (typeof header !== 'string' || header === '') return null;
  const known = understood.get(header);
  if (known !== undefined) return known;
  const encoding = encodingFor(server.app.createContext(request, response));
  if (understood.size < MAX_UNDERSTOOD) understood.set(header, encoding);
  return encoding;
}

interface Written {
  readonly status: number;
  readonly headers: string[];
  readonly body?: Buffer;
}

function write(strapi: Core.Strapi, visit: Visit, { status, headers, body }: Written): void {
  const { request, response, path, requestId, started } = visit;
  const bytes = body?.length ?? 0;
  const note = () => {
    noteAnswer(strapi, {
      method: request.method ?? '',
      path,
      res: response,
      started,
      requestId,
      bytes,
    });
  };
  if (response.closed) {
    // The client has gone away meanwhile.
    note();
    return;
  }
  if (body) headers.push('Content-Length', String(bytes));
  // A kept-alive connection would hold up the shutdown.
  if (serviceState.draining) headers.push('Connection', 'close');
  response.once('close', note);
  response.writeHead(status, headers).end(body);
}
