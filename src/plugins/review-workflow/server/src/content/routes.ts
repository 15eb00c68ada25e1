const record = '/content/:kind/:id';

const endPoints = [
  ['GET', '/content/:kind', 'list'],
  ['POST', '/content/:kind', 'create'],
  ['POST', '/content/:kind/order', 'order'],
  ['PUT', record, 'update'],
  ['DELETE', record, 'remove'],
  ['POST', `${record}/publication`, 'publication'],
  ['GET', `${record}/history`, 'history'],
] as const;

export const contentRoutes = endPoints.map(([method, path, action]) => ({
  method,
  path,
  handler: `content.${action}`,
  config: { policies: ['admin::isAuthenticatedAdmin'] },
}));
