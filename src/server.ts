// Strapi stores times without a zone: before anything reads the clock, the zone is UTC.
process.env.TZ = 'UTC';

import { serve } from './service/serve';
import { endFailedStart } from './service/unfit-settings';

/** The service as production runs it. */
serve().catch(endFailedStart);
