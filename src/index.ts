import type { Core } from '@strapi/strapi';
import { ensureOfficerRoles } from './access/roles';
import { reportFailedCommits } from './db/honest-commit';
import { attachGuard, ensureGuard } from './guard/start';
import { readPicturesAfterSignIn } from './http/media-library-body';
import { registerIngest, startIngest, stopIngest } from './ingest/register';
import { startNotices, stopNotices } from './notices';
import { ensureMemberSettings } from './members/settings';
import { registerMemberSignIn } from './members/sign-in/runtime';
import { startExports, stopExports } from './public/exports/register';
import { registerGraphql } from './graphql/register';
import { registerAccessReview } from './public/applications/register';
import { mountAnswerCache, startAnswerCache, stopAnswerCache } from './public/cache/register';
import { startCatchingUp, stopCatchingUp } from './public/read-model/catch-up';
import { installReadModel } from './public/read-model/install';
import { registerSiteFiles } from './public/site/register';
import { guardReferenceData, loadSeeds, protectReferenceData } from './reference-data';
import { registerRateLimits, registerSecurity } from './security/register';
import { mountService } from './service';
import { startTime, stopTime } from './time';

type Phase = (context: { strapi: Core.Strapi }) => void | Promise<void>;

/** Wiring only: what runs in each phase of a start, in order. */
const onRegister: Phase[] = [
  reportFailedCommits,
  registerSecurity,
  mountService,
  registerRateLimits,
  mountAnswerCache,
  ensureGuard,
  registerIngest,
  readPicturesAfterSignIn,
  registerGraphql,
  registerSiteFiles,
  registerAccessReview,
  registerMemberSignIn,
];
const onBootstrap: Phase[] = [
  attachGuard,
  ensureOfficerRoles,
  installReadModel,
  startAnswerCache,
  startCatchingUp,
  guardReferenceData,
  protectReferenceData,
  loadSeeds,
  ensureMemberSettings,
  startNotices,
  startIngest,
  startExports,
  startTime,
];
/** In the order in which things stop. */
const onDestroy: Phase[] = [
  stopCatchingUp,
  stopAnswerCache,
  stopTime,
  stopIngest,
  stopExports,
  stopNotices,
];

async function run(phases: readonly Phase[], context: { strapi: Core.Strapi }): Promise<void> {
  for (const phase of phases) await phase(context);
}

export default {
  register: (context: { strapi: Core.Strapi }) => run(onRegister, context),
  bootstrap: (context: { strapi: Core.Strapi }) => run(onBootstrap, context),
  destroy: (context: { strapi: Core.Strapi }) => run(onDestroy, context),
};
