/** What the trail of accounts records. */
export const ACCOUNT_ACTIONS = [
  'applied',
  'certificate-verified',
  'approved',
  'rejected',
  'disabled',
  'enabled',
  'agency-changed',
  'role-changed',
] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];
