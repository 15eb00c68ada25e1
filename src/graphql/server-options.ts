import { GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import { costOf } from './cost';
import { depthRule } from './depth';
import { pickLanguage, say } from '../messages';

/** Objects a query may cost; a page of 100 datasets with all relations is about 900. */
export const MAX_COST = 5_000;
/** Words and signs of a query's text. */
const MAX_TOKENS = 4_000;

/** What Apollo hands to a plugin when it knows which operation it will run. */
interface Operation {
  readonly document: DocumentNode;
  readonly operation?: { readonly operation: string };
  readonly request: { readonly variables?: Readonly<Record<string, unknown>> };
  readonly contextValue: { readonly koaContext?: { get(header: string): string } };
}

/** Refuses what is no query, and a query that would cost too much, before anything of it runs. */
const limits = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation(asked: Operation): Promise<void> {
        // None or several by that name: the refusal is GraphQL's own, and nothing runs.
        if (!asked.operation) return Promise.resolve();
        if (asked.operation.operation !== 'query') throw refusal(asked, 'graphql.only_queries');
        const cost = Math.ceil(costOf(asked.document, asked.request.variables ?? {}));
        if (cost <= MAX_COST) return Promise.resolve();
        throw refusal(asked, 'graphql.too_costly', { cost, limit: MAX_COST });
      },
    }),
};

function refusal(
  { contextValue }: Operation,
  code: 'graphql.only_queries' | 'graphql.too_costly',
  params: Readonly<Record<string, number>> = {},
): GraphQLError {
  const language = pickLanguage(contextValue.koaContext?.get('accept-language'));
  return new GraphQLError(say(code, language, params), {
    extensions: { code, ...params, http: { status: 400 } },
  });
}

/** Settings of the Apollo server inside Strapi's graphql plugin. */
export function serverOptions(options: { production: boolean }) {
  return {
    introspection: !options.production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    // Texts that strangers leave in memory, for nothing.
    persistedQueries: false as const,
    // Origins are decided once for the whole service (config/middlewares.ts).
    cors: false,
    bodyParserConfig: {
      jsonLimit: '64kb',
      formLimit: '1kb',
      textLimit: '1kb',
      enableTypes: ['json'],
    },
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError,
    plugins: [limits],
    // Takes the place of the plugin's own depth rule, which nested fragments keep busy for minutes:
    // the plugin appends a list to its rules, but merges an object into them by position.
    validationRules: { 0: depthRule },
  };
}

/** Keeps what a query did wrong, and hides what went wrong inside. */
function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (code !== 'INTERNAL_SERVER_ERROR') return formatted;
  return { message: 'Internal Server Error', extensions: { code: 'request.failed' } };
}
