import type { OfficerRole } from '../access/roles';
import { DomainError } from '../errors';
import { MAX_REMARK } from './decide-application';

interface AccountFacts {
  /** Admin user of the account; null while it never had a role. */
  readonly userId: number | null;
  readonly role: OfficerRole | null;
}

interface Actor {
  readonly userId: number;
  readonly role: OfficerRole;
}

/**
 * Whether an actor may disable or re-enable an account in its scope: managers the providers'
 * accounts, platform admins everybody's, nobody the own one.
 */
export function mayChangeState(account: AccountFacts, actor: Actor): boolean {
  if (account.userId === actor.userId) return false;
  if (actor.role === 'platform-admin') return true;
  return actor.role === 'agency-manager' && (account.role === 'provider' || account.role === null);
}

/**
 * @throws {DomainError} accounts.not_your_decision (403); accounts.remark_required (422) for
 *   disabling without a reason; accounts.remark_too_long (422).
 */
export function checkStateChange(options: {
  account: AccountFacts;
  actor: Actor;
  active: boolean;
  remark: string;
}): void {
  const { account, actor, active, remark } = options;
  if (!mayChangeState(account, actor)) {
    throw new DomainError('accounts.not_your_decision', 'forbidden');
  }
  if (!active && remark === '') {
    throw new DomainError('accounts.remark_required', 'invalid', { path: 'remark' });
  }
  if (remark.length > MAX_REMARK) {
    const params = { max: MAX_REMARK };
    throw new DomainError('accounts.remark_too_long', 'invalid', { path: 'remark', params });
  }
}
