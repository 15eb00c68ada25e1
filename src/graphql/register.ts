import type { Core } from '@strapi/strapi';
import { GraphQLError, isObjectType, type GraphQLSchema } from 'graphql';
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

interface SchemaService {
  buildSchema(): GraphQLSchema;
}

let built: GraphQLSchema | null = null;

/** The public schema, once the plugin has built it. */
export const publicSchema = (): GraphQLSchema | null => built;

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
  sparePlainFields(strapi.plugin('graphql').service<SchemaService>('content-api'));
}

/**
 * The plugin wraps every field of every type with permissions, policies and promises: four fifths of the
 * time of a list. Below the query there are only plain values of what it has answered: they need none.
 */
function sparePlainFields(service: SchemaService): void {
  const build = service.buildSchema.bind(service);
  service.buildSchema = () => {
    const schema = build();
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__') || type.name === 'Query') continue;
      for (const field of Object.values(type.getFields())) field.resolve = undefined;
    }
    built = schema;
    return schema;
  };
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
