import type { Core } from '@strapi/strapi';
import { loadDemoAgencies } from './agencies';
import { makeDemoDatasets } from './datasets';
import { loadDemoPeople } from './people';
import { ensureSuperAdmin } from './super-admin';

/** What the demo has beside the taxonomy and the agencies of every start. Each step is repeatable. */
export async function loadDemo(strapi: Core.Strapi): Promise<void> {
  await loadDemoAgencies({ strapi });
  // The demo's people exist at the demo's own provider; a real one must not find rights of theirs.
  const { DEMO_OIDC_PORT, GOV_OIDC_ISSUER } = process.env;
  if (DEMO_OIDC_PORT && GOV_OIDC_ISSUER) {
    await loadDemoPeople({ strapi, issuer: GOV_OIDC_ISSUER });
    makeDemoDatasets(strapi);
  }
  await ensureSuperAdmin(strapi);
}
