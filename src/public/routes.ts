/**
 * A route that everybody may read. `auth: false` spares it the permission query of each anonymous
 * request; what it shows is decided by the lists in resources/, not by a role.
 */
export function publicRoute(path: string, handler: string) {
  return { method: 'GET', path, handler, config: { auth: false } } as const;
}
