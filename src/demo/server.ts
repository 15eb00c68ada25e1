// Strapi stores times without a zone: before anything reads the clock, the zone is UTC.
process.env.TZ = 'UTC';

import { serve } from '../service/serve';
import { endFailedStart } from '../service/unfit-settings';
import { refuseInProduction } from './guard';
import { loadDemo } from './load';

/** The service with the demo's people and datasets loaded into it; what `npm start` runs. */
async function main(): Promise<void> {
  refuseInProduction('The demo');
  await serve({ afterLoad: loadDemo });
}

main().catch(endFailedStart);
