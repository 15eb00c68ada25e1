import type { Core } from '@strapi/strapi';
import { action, READINGS } from '../../../public/readings';

/** Published datasets; nothing here can show a draft, whatever the parameters say. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  find: action(strapi, READINGS.datasets),
  findOne: action(strapi, READINGS.dataset),
  findByIdentifier: action(strapi, READINGS.datasetByIdentifier),
});
