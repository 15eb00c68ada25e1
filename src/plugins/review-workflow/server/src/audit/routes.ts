const endPoints = [
  ['GET', '/audit', 'list'],
  ['GET', '/audit/verification', 'verification'],
  ['POST', '/audit/verification', 'verify'],
  ['GET', '/audit/export', 'export'],
] as const;

export const auditRoutes = endPoints.map(([method, path, action]) => ({
  method,
  path,
  handler: `audit.${action}`,
  config: { policies: ['admin::isAuthenticatedAdmin'] },
}));
