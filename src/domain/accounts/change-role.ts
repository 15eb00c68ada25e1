import type { OfficerRole } from '../access/roles';
import { DomainError } from '../errors';
import { MAX_REMARK } from './decide-application';

/** Who names a platform admin (後臺管理者), or takes a role away. */
interface Actor {
  readonly userId: number;
  readonly isSuperAdmin: boolean;
}

/** Whether an actor may make an account a platform admin, or take its role away. */
export function mayChangeRole(account: { userId: number | null }, actor: Actor): boolean {
  return actor.isSuperAdmin && account.userId !== actor.userId;
}

/**
 * Platform admins are named, not applied for, and by the Super Admin (系統管理者) alone; so is a
 * role taken away without disabling the account. The other roles come by application.
 *
 * @throws {DomainError} accounts.not_your_decision (403); accounts.remark_required,
 *   accounts.remark_too_long (422); accounts.disabled (409) for an account that is not active.
 */
export function checkRoleChange(options: {
  account: { userId: number | null; active: boolean };
  actor: Actor;
  role: Extract<OfficerRole, 'platform-admin'> | null;
  remark: string;
}): void {
  const { account, actor, role, remark } = options;
  if (!mayChangeRole(account, actor)) {
    throw new DomainError('accounts.not_your_decision', 'forbidden');
  }
  if (remark === '') {
    throw new DomainError('accounts.remark_required', 'invalid', { path: 'remark' });
  }
  if (remark.length > MAX_REMARK) {
    const params = { max: MAX_REMARK };
    throw new DomainError('accounts.remark_too_long', 'invalid', { path: 'remark', params });
  }
  if (role !== null && !account.active) throw new DomainError('accounts.disabled', 'conflict');
}
