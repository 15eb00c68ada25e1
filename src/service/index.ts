import type { Core } from '@strapi/strapi';
import { databaseGate } from './database-gate';
import { DatabaseWatch } from './database-watch';
import { healthRoutes } from './health';
import { readinessChecks } from './readiness';
import { requestLog } from './request-log';

/**
 * Before all other middlewares, also those of routes that are mounted early: request id and log,
 * health, and 503 while the database is gone.
 */
export function mountService({ strapi }: { strapi: Core.Strapi }): void {
  const watch = new DatabaseWatch(strapi);
  strapi.server.use(requestLog(strapi));
  strapi.server.use(healthRoutes(readinessChecks(strapi, watch)));
  strapi.server.use(databaseGate(watch));
}
