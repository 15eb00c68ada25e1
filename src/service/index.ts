import type { Core } from '@strapi/strapi';
import { databaseGate } from './database-gate';
import { DatabaseWatch } from './database-watch';
import { healthRoutes } from './health';
import { readinessChecks } from './readiness';
import { requestLog } from './request-log';

/** As long as a statement may take: nothing that still works is given up. */
const DEFAULT_PATIENCE_MS = 30_000;

const watches = new WeakMap<Core.Strapi, DatabaseWatch>();

/** As far as is known without asking. */
export const isDatabaseDown = (strapi: Core.Strapi): boolean => watches.get(strapi)?.down ?? false;

/**
 * Before all other middlewares, also those of routes that are mounted early: request id and log,
 * health, and 503 while the database is gone.
 */
export function mountService({ strapi }: { strapi: Core.Strapi }): void {
  const patienceMs = Number(process.env.DATABASE_SILENCE_MS ?? DEFAULT_PATIENCE_MS);
  const watch = new DatabaseWatch(strapi, patienceMs);
  watches.set(strapi, watch);
  strapi.server.use(requestLog(strapi));
  strapi.server.use(healthRoutes(readinessChecks(strapi, watch)));
  strapi.server.use(databaseGate(watch));
}
