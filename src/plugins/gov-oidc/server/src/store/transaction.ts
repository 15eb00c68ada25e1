import type { Core } from '@strapi/strapi';
import type { Knex } from './knex';

/** One transaction in which Strapi's own queries take part too. */
export async function inTransaction<T>(
  strapi: Core.Strapi,
  work: (trx: Knex) => Promise<T>,
): Promise<T> {
  const results: T[] = [];
  await strapi.db.transaction(async ({ trx }: { trx: unknown }) => {
    results.push(await work(trx as Knex));
  });
  return results[0] as T;
}
