import type { Core } from '@strapi/strapi';
import { action, READINGS } from '../../../public/readings';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  datasets: action(strapi, READINGS.search),
});
