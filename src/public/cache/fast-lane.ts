import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '@strapi/strapi';
import { admitsPublic } from '../../security/rate-limits';
import { isDatabaseDown } from '../../service';
import { requestsInFlight } from '../../service/metrics';
import { chooseRequestId } from '../../service/request-context';
import { serviceState } from '../../service/state';
import { CACHE_CONTROL, encode } from '../answer';
import { databaseOf } from '../database';
import { readModelState } from '../read-model/state';
import { READING_ROUTES, type Asked, type Reading } from '../readings';
import { isKept, type AnswerMemory, type KeptAnswer } from './answer-memory';
import { send, type Visit } from './send-answer';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers the reading routes that are asked most before Koa: its middlewares and Strapi's would look
 * for a body, a session, permissions and an origin that these requests do not have, which costs more
 * than the answer. The routes stay declared in src/api and answer the same there; whatever is unusual
 * (another method, an Origin, a refusal, a failure, a shutdown) goes that way.
 */
export function mountFastLane(strapi: Core.Strapi, memory: AnswerMemory): void {
  const { httpServer } = strapi.server;
  const koa = httpServer.listeners('request') as Listener[];
  const lane = fastLane(strapi, memory);
  httpServer.removeAllListeners('request');
  httpServer.on('request', (request: IncomingMessage, response: ServerResponse) => {
    lane(request, response, () => {
      for (const listener of koa) listener.call(httpServer, request, response);
    });
  });
}

function fastLane(strapi: Core.Strapi, memory: AnswerMemory) {
  const database = databaseOf(strapi);

  const read = async (visit: Visit, { reading, params }: Route): Promise<void> => {
    const { version } = memory;
    let answer: KeptAnswer;
    requestsInFlight.inc();
    try {
      const { body, etag } = encode(
        await reading(database, { params, query: queryOf(strapi, visit) }),
      );
      answer = { body, etag, type: 'application/json; charset=utf-8', cacheControl: CACHE_CONTROL };
    } catch {
      // Koa's way refuses, or finds out and logs what failed.
      visit.onward();
      return;
    } finally {
      requestsInFlight.dec();
    }
    if (version !== null) memory.keep(visit.url, version, answer);
    send(strapi, visit, answer);
  };

  return (request: IncomingMessage, response: ServerResponse, onward: () => void): void => {
    const { url = '' } = request;
    const path = pathOf(url);
    if (!isUsual(request, url) || isDatabaseDown(strapi)) {
      onward();
      return;
    }
    const kept = isKept(path) ? memory.get(url) : undefined;
    const found = kept ? null : routeOf(path);
    if (!(kept ?? found) || !admitsPublic(strapi, request, addressOf(strapi, request))) {
      onward();
      return;
    }
    const requestId = chooseRequestId(request.headers['x-request-id'] as string | undefined);
    const started = performance.now();
    const visit = { request, response, url, path, requestId, started, onward };
    if (kept) send(strapi, visit, kept);
    else if (found) void read(visit, found);
  };
}

interface Route {
  readonly reading: Reading;
  readonly params: Asked['params'];
}

const pathOf = (url: string): string => {
  const at = url.indexOf('?');
  return at === -1 ? url : url.slice(0, at);
};

function routeOf(path: string): Route | null {
  for (const [pattern, reading] of READING_ROUTES) {
    const match = pattern.exec(path);
    if (match) return { reading, params: match.groups ?? {} };
  }
  return null;
}

/** A plain GET of a client without a browser's origin. */
function isUsual({ method, headers }: IncomingMessage, url: string): boolean {
  return (
    method === 'GET' &&
    url.startsWith('/api/') &&
    !url.includes('#') &&
    headers.origin === undefined &&
    headers['if-modified-since'] === undefined &&
    headers['content-length'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    isPlainCondition(headers['if-none-match'], headers['cache-control']) &&
    !serviceState.draining &&
    !readModelState.building
  );
}

/** No condition, or that of one ETag: lists of them are for Koa. */
function isPlainCondition(etags: string | undefined, cacheControl: string | undefined): boolean {
  return etags === undefined || (cacheControl === undefined && /^(W\/)?"[^",]*"$/.test(etags));
}

/** Parsed as Strapi parses it, whose parser sits on Koa's request. */
function queryOf({ server }: Core.Strapi, visit: Visit): Asked['query'] {
  const { request, response, url, path } = visit;
  return url.length === path.length ? {} : server.app.createContext(request, response).query;
}

/** The client's address as Koa knows it. */
function addressOf({ server }: Core.Strapi, request: IncomingMessage): string {
  const { app } = server;
  const given = app.proxy ? request.headers[app.proxyIpHeader.toLowerCase()] : undefined;
  const first = typeof given === 'string' ? given.split(/\s*,\s*/, 1)[0] : undefined;
  return first ? first : (request.socket.remoteAddress ?? '');
}
