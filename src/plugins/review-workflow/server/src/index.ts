import type { Core } from '@strapi/strapi';
import { DATASET_ACCESS } from '../../../../contracts/dataset-access';
import audit from './audit/controller';
import { auditRoutes } from './audit/routes';
import content from './content/controller';
import { contentRoutes } from './content/routes';
import datasets from './controllers/datasets';
import { registerScopeCondition } from './guards/scope-condition';
import { fileRoutes, filesController, uploadRoutes, uploadsController } from './files';
import { guardDocuments } from './guards/documents';
import { guardPanel } from './guards/panel-door';
import { datasetRoutes } from './routes';
import { datasetAccess } from './services/dataset-access';
import { moveByClock } from './services/clock-moves';

type Context = { strapi: Core.Strapi };

export default {
  register({ strapi }: Context) {
    guardDocuments(strapi);
    guardPanel(strapi);
    registerScopeCondition(strapi);
    strapi.add(DATASET_ACCESS, () => datasetAccess(strapi));
  },
  routes: {
    admin: {
      type: 'admin',
      routes: [...datasetRoutes, ...fileRoutes, ...uploadRoutes, ...auditRoutes, ...contentRoutes],
    },
  },
  controllers: { datasets, audit, content, files: filesController, uploads: uploadsController },
  services: {
    clock: ({ strapi }: Context) => ({
      move: (due: Parameters<typeof moveByClock>[1]) => moveByClock(strapi, due),
    }),
  },
};
