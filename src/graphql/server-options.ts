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
  readonly request: { readonly variables?: Readonly<Record<string, unknown>> };
  readonly contextValue: { readonly koaContext?: { get(header: string): string } };
}

/** Refuses a query that would cost too much, before anything of it runs. */
const costLimit = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ document, request, contextValue }: Operation): Promise<void> {
        const cost = Math.ceil(costOf(document, request.variables ?? {}));
        if (cost <= MAX_COST) return Promise.resolve();
        const language = pickLanguage(contextValue.koaContext?.get('accept-language'));
        throw new GraphQLError(say('graphql.too_costly', language, { cost, limit: MAX_COST }), {
          extensions: { code: 'graphql.too_costly', cost, limit: MAX_COST, http: { status: 400 } },
        });
      },
    }),
};

/** Settings of the Apollo server inside Strapi's graphql plugin. */
export function serverOptions(options: { production: boolean }) {
  return {
    introspection: !options.production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
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
    plugins: [costLimit],
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
