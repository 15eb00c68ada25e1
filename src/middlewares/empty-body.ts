import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

/**
 * A request without a body has an empty one: Strapi's controllers take its fields apart unasked.
 * GraphQL's end point reads its own body afterwards.
 */
export default (_: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const ownReader = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  return (ctx: Context, next: Next): Promise<unknown> => {
    const request = ctx.request as { body?: unknown };
    if (ctx.url !== ownReader) request.body ??= {};
    return next();
  };
};
