import type { OfficerRole } from '../access/roles';

/** Roles that an officer can apply for; platform admins are named, not applied for. */
export const APPLICATION_ROLES = ['provider', 'agency-manager'] as const;
export type ApplicationRole = (typeof APPLICATION_ROLES)[number];

/**
 * `saved`: the officer has not sent it yet (a manager's certificate is still to be verified);
 * `pending`: 審核中; `superseded`: the officer's agency changed, a new application stands for it.
 */
export const APPLICATION_STATES = [
  'saved',
  'pending',
  'approved',
  'rejected',
  'superseded',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export const CERTIFICATE_STATES = ['not-needed', 'missing', 'verified'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const DECISIONS = ['approve', 'reject'] as const;
export type Decision = (typeof DECISIONS)[number];

export function isApplicationRole(value: unknown): value is ApplicationRole {
  return APPLICATION_ROLES.some((role) => role === value);
}

export function isApplicationState(value: unknown): value is ApplicationState {
  return APPLICATION_STATES.some((state) => state === value);
}

/** Only a manager shows the agency's certificate. */
export function certificateNeeded(role: ApplicationRole): boolean {
  return role === 'agency-manager';
}

/** What a decision looks at. */
export interface ApplicationFacts {
  readonly state: ApplicationState;
  readonly role: ApplicationRole;
  readonly certificate: CertificateState;
  /** Admin user of the applicant, where there is one already. */
  readonly applicantUserId: number | null;
  /** Whether an active manager's scope covers the applicant's agency. */
  readonly agencyHasManager: boolean;
}

export interface Reviewer {
  /** Strapi admin user id. */
  readonly userId: number;
  readonly role: OfficerRole;
}
