import { taipeiDay } from '../../src/domain/time/taipei';

export interface Step {
  readonly account: string;
  readonly action: string;
  /** What the decision does to the public site, if anything. */
  readonly effect?: 'publish' | 'unpublish';
}

const provider = 'provider.moda';
const manager = 'manager.moda';
const admin = 'admin1.platform';

/** From a draft through two listings, with a return between them, to the delisting. */
export const LIFE: readonly Step[] = [
  { account: provider, action: 'submit' },
  { account: manager, action: 'approve' },
  { account: admin, action: 'approve', effect: 'publish' },
  { account: provider, action: 'revise' },
  { account: provider, action: 'submit' },
  { account: manager, action: 'return' },
  { account: provider, action: 'submit' },
  { account: manager, action: 'approve' },
  { account: admin, action: 'approve', effect: 'publish' },
  { account: provider, action: 'request-delisting' },
  { account: manager, action: 'approve' },
  { account: admin, action: 'approve', effect: 'unpublish' },
];

/** The version of a draft of ready-drafts.ts. */
export const FIRST_VERSION = 2;

/** The body of a decision of this life. */
export function decision({ action }: Step, version: number) {
  const delisting = action === 'request-delisting' ? { delistOn: taipeiDay(new Date()) } : {};
  return { action, version, reason: '依規定辦理', ...delisting };
}
