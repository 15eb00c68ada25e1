import type { Core } from '@strapi/strapi';
import type { Context, Middleware, Next } from 'koa';
import { answerDomainErrors } from '../../http/domain-errors';

type Action = (ctx: Context) => Promise<void>;

/** The reading routes that are asked most: the controller's action for a path, named parts its params. */
const ROUTES: readonly (readonly [path: RegExp, controller: string, action: string])[] = [
  [/^\/api\/datasets$/, 'api::dataset.dataset', 'find'],
  [/^\/api\/datasets\/identifier\/(?<identifier>\w+)$/, 'api::dataset.dataset', 'findByIdentifier'],
  [/^\/api\/datasets\/(?<documentId>\w+)$/, 'api::dataset.dataset', 'findOne'],
  [/^\/api\/search\/datasets$/, 'api::search.search', 'datasets'],
  [/^\/api\/corpus\/statistics$/, 'api::corpus.corpus', 'statistics'],
  [/^\/api\/corpus\/latest$/, 'api::corpus.corpus', 'latest'],
  [/^\/api\/corpus\/popular$/, 'api::corpus.corpus', 'popular'],
  [/^\/api\/corpus\/hot-keywords$/, 'api::corpus.corpus', 'hotKeywords'],
  [/^\/api\/tags$/, 'api::tag.tag', 'find'],
];

/**
 * Answers them before Strapi's own middlewares, which cost more than the answer: they would only
 * look for a body, a session and a permission that these routes do not have. The routes stay declared
 * in src/api, and answer the same there; whatever is unusual (another method, an Origin, a failure)
 * goes that way.
 */
export function directReading(strapi: Core.Strapi): Middleware {
  return async (ctx: Context, next: Next) => {
    const found = ctx.method === 'GET' && ctx.get('origin') === '' ? routeOf(ctx.path) : null;
    if (!found) {
      await next();
      return;
    }
    const { controller, action, params } = found;
    const run = (strapi.controller(controller as never) as unknown as Record<string, Action>)[
      action
    ];
    ctx.params = params;
    try {
      await answerDomainErrors(ctx, async () => run?.(ctx));
      ctx.vary('Origin');
    } catch {
      // Nothing of ours: Strapi's way answers, and logs, what fails.
      await next();
    }
  };
}

function routeOf(path: string) {
  for (const [pattern, controller, action] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return { controller, action, params: { ...match.groups } };
  }
  return null;
}
