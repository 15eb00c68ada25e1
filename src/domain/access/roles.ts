/** Roles of officers, as product.md names them; `system` is the clock's own actor. */
export const OFFICER_ROLES = ['provider', 'agency-manager', 'platform-admin'] as const;
export type OfficerRole = (typeof OFFICER_ROLES)[number];
export type Role = OfficerRole | 'system';

export function isOfficerRole(value: unknown): value is OfficerRole {
  return OFFICER_ROLES.includes(value as OfficerRole);
}
