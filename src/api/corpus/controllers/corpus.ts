import type { Core } from '@strapi/strapi';
import { action, READINGS } from '../../../public/readings';

/** What the public site's front page shows of the whole corpus. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  statistics: action(strapi, READINGS.statistics),
  latest: action(strapi, READINGS.latest),
  popular: action(strapi, READINGS.popular),
  hotKeywords: action(strapi, READINGS.hotKeywords),
});
