import type { Core } from '@strapi/strapi';
import { rateLimits } from './rate-limits';
import { securityHeaders } from './headers';

/** Headers first of all; limits before anything that costs. */
export function registerSecurity({ strapi }: { strapi: Core.Strapi }): void {
  strapi.server.use(securityHeaders());
}

/** After the log and the health routes: refused requests are logged, health is never limited. */
export function registerRateLimits({ strapi }: { strapi: Core.Strapi }): void {
  strapi.server.use(rateLimits(strapi));
}
