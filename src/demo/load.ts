import type { Core } from '@strapi/strapi';
import { loadDemoAgencies } from './agencies';
import { loadDemoDatasets } from './datasets';
import { loadDemoMembers } from './members';
import { loadDemoPeople } from './people';
import { ensureSuperAdmin } from './super-admin';

/** What the demo has beside the taxonomy and the agencies of every start. Each step is repeatable. */
export async function loadDemo(strapi: Core.Strapi): Promise<void> {
  await loadDemoAgencies({ strapi });
  // The demo's people exist at the demo's own provider; a real one must not find rights of theirs.
  const { DEMO_OIDC_PORT, GOV_OIDC_ISSUER } = process.env;
  if (DEMO_OIDC_PORT && GOV_OIDC_ISSUER) {
    await loadDemoPeople({ strapi, issuer: GOV_OIDC_ISSUER });
    makeOnceListening(strapi, GOV_OIDC_ISSUER);
  }
  await ensureSuperAdmin(strapi);
}

/**
 * What people would make, once the service listens, so that no start waits for it: each once in the
 * life of a database, whatever people do to it afterwards. A failure is logged and ends it for this
 * start; what was being made stays as it is and is made anew at the next.
 */
function makeOnceListening(strapi: Core.Strapi, issuer: string): void {
  strapi.server.httpServer.once('listening', () => {
    loadDemoDatasets(strapi)
      .then(() => loadDemoMembers(strapi, { issuer: process.env.MEMBER_OIDC_ISSUER ?? issuer }))
      .catch((error: unknown) => {
        strapi.log.warn(`demo records: ${error instanceof Error ? error.message : 'failed'}`);
      });
  });
}
