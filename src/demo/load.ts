import type { Core } from '@strapi/strapi';
import { seedDemoOfficers } from './officers';
import { ensureSuperAdmin } from './super-admin';

/** What the demo has beside the taxonomy and the agencies of every start. Each step is repeatable. */
export async function loadDemo(strapi: Core.Strapi): Promise<void> {
  await seedDemoOfficers(strapi);
  await ensureSuperAdmin(strapi);
}
