import { officerSession } from '../../../../access/officer-session';

const dataset = '/datasets/:id';

const endPoints = [
  ['GET', '/datasets', 'list'],
  ['POST', '/datasets', 'create'],
  ['GET', dataset, 'read'],
  ['PUT', dataset, 'update'],
  ['DELETE', dataset, 'remove'],
  ['POST', `${dataset}/transitions`, 'move'],
  ['GET', `${dataset}/history`, 'history'],
  ['GET', `${dataset}/changes`, 'changes'],
  ['POST', `${dataset}/handover`, 'handover'],
  ['POST', `${dataset}/transfer`, 'transfer'],
  ['GET', '/tasks', 'tasks'],
  ['GET', '/me', 'me'],
  ['GET', '/summary', 'summary'],
] as const;

/** Back office, with an admin access token; who may do what is the services' business. */
export const datasetRoutes = endPoints.map(([method, path, action]) => ({
  method,
  path,
  handler: `datasets.${action}`,
  config: {
    auth: { strategies: [officerSession] },
    policies: ['admin::isAuthenticatedAdmin'],
  },
}));
