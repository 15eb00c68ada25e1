import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApolloServer, HeaderMap, type BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { Core } from '@strapi/strapi';
import type { GraphQLSchema } from 'graphql';
import type { Context, Middleware, Next } from 'koa';
import { DomainError } from '../domain/errors';
import { answerDomainErrors } from '../http/domain-errors';
import { serverOptions } from './server-options';

/** As the body parser of the other way has it. */
const MAX_BYTES = 64 * 1024;
const MAX_KEPT_BYTES = 16 * 1024 ** 2;
const MAX_AGE_MS = 60_000;

interface Kept {
  readonly version: number;
  readonly at: number;
  readonly body: string;
}

interface PublicContext extends BaseContext {
  readonly koaContext: Context;
}

/**
 * Answers GraphQL requests in JSON before Strapi's middlewares, as the reading routes are: those would
 * look for a session and permissions that this schema does not have, which cost more than the answer.
 * Same schema, same limits, same errors; what is unusual (another method or type, an Origin, a token)
 * goes Strapi's way. Equal questions are answered from memory until something public changes.
 *
 * @param schema Known when the plugin has started.
 * @param version Number of the present state of public content, null while it is not known.
 */
export function directGraphql(
  strapi: Core.Strapi,
  { schema, version }: { schema: () => GraphQLSchema | null; version: () => number | null },
): Middleware {
  const kept = new Answers();
  let starting: Promise<ApolloServer<PublicContext>> | undefined;
  const start = async (known: GraphQLSchema): Promise<ApolloServer<PublicContext>> => {
    const production = process.env.NODE_ENV === 'production';
    const {
      cors: _,
      bodyParserConfig: __,
      validationRules,
      ...options
    } = serverOptions({
      production,
    });
    const server = new ApolloServer<PublicContext>({
      ...options,
      schema: known,
      // Nobody hears its hints, and it makes Apollo wrap every field of every row.
      plugins: [...options.plugins, ApolloServerPluginCacheControlDisabled()],
      validationRules: Object.values(validationRules),
      status400ForVariableCoercionErrors: true,
      stopOnTerminationSignals: false,
      cache: 'bounded',
      logger: strapi.log,
    });
    await server.start();
    return server;
  };

  return async (ctx: Context, next: Next) => {
    const known = isUsual(ctx) ? schema() : null;
    if (!known) {
      await next();
      return;
    }
    await answerDomainErrors(ctx, async () => {
      const text = await readBody(ctx.req);
      ctx.vary('Origin');
      const now = version();
      // Collision-proof: nobody's question may stand for another's.
      const key = createHash('sha256').update(text).digest('base64');
      const before = now === null ? undefined : kept.get(key, now);
      if (before !== undefined) {
        answer(ctx, { status: 200, body: before });
        return;
      }
      const server = await (starting ??= start(known));
      const { status, body, failed } = await ask(server, ctx, text);
      if (now !== null && status === 200 && !failed) kept.keep(key, now, body);
      answer(ctx, { status, body });
    });
  };
}

function isUsual(ctx: Context): boolean {
  return (
    ctx.method === 'POST' &&
    ctx.path === '/graphql' &&
    ctx.get('origin') === '' &&
    ctx.get('authorization') === '' &&
    ctx.get('content-encoding') === '' &&
    ctx.is('application/json') !== false
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw new DomainError('request.too_large', 'too-large');
      chunks.push(chunk);
    }
  } catch (error) {
    // The client went away while it was sending.
    throw error instanceof DomainError
      ? error
      : new DomainError('request.unreadable', 'bad-request');
  }
  return Buffer.concat(chunks).toString();
}

async function ask(
  server: ApolloServer<PublicContext>,
  ctx: Context,
  text: string,
): Promise<{ status: number; body: string; failed: boolean }> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(ctx.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new DomainError('request.unreadable', 'bad-request');
  }
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: () => Promise.resolve({ koaContext: ctx }),
  });
  if (response.body.kind !== 'complete') throw new DomainError('request.unreadable', 'bad-request');
  const { string } = response.body;
  // `errors` comes first where there are any.
  return { status: response.status ?? 200, body: string, failed: string.startsWith('{"errors"') };
}

function answer(ctx: Context, { status, body }: { status: number; body: string }): void {
  ctx.status = status;
  ctx.set('Content-Type', 'application/json; charset=utf-8');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}

/** Answers by question, the oldest forgotten first. */
class Answers {
  private readonly entries = new Map<string, Kept>();
  private bytes = 0;

  get(key: string, version: number): string | undefined {
    const entry = this.entries.get(key);
    if (entry?.version === version && performance.now() - entry.at < MAX_AGE_MS) return entry.body;
    this.drop(key);
    return undefined;
  }

  keep(key: string, version: number, body: string): void {
    this.drop(key);
    this.entries.set(key, { version, at: performance.now(), body });
    this.bytes += body.length;
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= MAX_KEPT_BYTES) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.bytes -= this.entries.get(key)?.body.length ?? 0;
    this.entries.delete(key);
  }
}
