import type { Core } from '@strapi/strapi';
import { GraphQLError } from 'graphql';
import { DomainError } from '../domain/errors';
import { toErrorBody } from '../http/domain-errors';
import { pickLanguage } from '../messages';
import { resolversOf } from './resolvers';
import { TYPE_DEFS } from './schema';
import { serverOptions } from './server-options';

type Resolver = (parent: unknown, args: never, context: GraphqlContext, info: never) => unknown;

interface GraphqlContext {
  readonly koaContext?: { get(header: string): string };
}

interface ExtensionService {
  use(extension: object): void;
}

/**
 * Gives Strapi's graphql plugin the public schema and nothing else: its generated types are off
 * (config/plugins.ts), so that no content type can appear here by being created.
 */
export function registerGraphql({ strapi }: { strapi: Core.Strapi }): void {
  const production = process.env.NODE_ENV === 'production';
  strapi.config.set('plugin::graphql.apolloServer', serverOptions({ production }));
  const extension = strapi.plugin('graphql').service<ExtensionService>('extension');
  const resolvers = Object.entries(resolversOf(strapi)) as [string, Resolver][];
  extension.use({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Query: Object.fromEntries(
        resolvers.map(([name, resolve]) => [name, guarded(strapi, resolve)]),
      ),
    },
    resolversConfig: Object.fromEntries(
      resolvers.map(([name]) => [`Query.${name}`, { auth: false }]),
    ),
  });
}

/** Our refusals as GraphQL errors with their code; everything else as one that says nothing. */
function guarded(strapi: Core.Strapi, resolve: Resolver): Resolver {
  return async (parent, args, context, info) => {
    try {
      return await resolve(parent, args, context, info);
    } catch (error) {
      if (!(error instanceof DomainError)) {
        strapi.log.error(error);
        throw new GraphQLError('Internal Server Error', {
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        });
      }
      const language = pickLanguage(context.koaContext?.get('accept-language'));
      const { message, details, status } = toErrorBody(error, language).error;
      throw new GraphQLError(message, { extensions: { ...details, status } });
    }
  };
}
