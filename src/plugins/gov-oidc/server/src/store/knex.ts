import type { Core } from '@strapi/strapi';

/** The connection pool, or one transaction of it: knex as Strapi brings it along. */
export type Knex = Core.Strapi['db']['connection'];
