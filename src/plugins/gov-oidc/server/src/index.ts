import type { Core } from '@strapi/strapi';
import contentTypes from './content-types';
import login from './controllers/login';
import routes from './routes';
import { createRuntime } from './runtime';
import { ensureOfficerIndex } from './store/officers';

export default {
  register({ strapi }: { strapi: Core.Strapi }): void {
    createRuntime(strapi, process.env);
  },
  async bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
    await ensureOfficerIndex(strapi.db.connection);
  },
  contentTypes,
  controllers: { login },
  routes,
};
