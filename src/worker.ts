// Strapi stores times without a zone: before anything reads the clock, the zone is UTC.
process.env.TZ = 'UTC';
process.env.INGEST_WORKERS ??= '2';

import { serve } from './service/serve';
import { endFailedStart } from './service/unfit-settings';

/** A process that takes jobs and no requests; services beside it may set INGEST_WORKERS=0. */
serve({ listen: false }).catch(endFailedStart);
