import { DomainError } from '../errors';
import type { ApplicationFacts, Decision, Reviewer } from './application';

/** Longest remark, in characters. */
export const MAX_REMARK = 1000;

/**
 * Whose turn an application is: managers go before platform admins; providers before the managers
 * of their agency, and before platform admins only while the agency has no manager.
 */
export function isReviewerOf(application: ApplicationFacts, reviewer: Reviewer): boolean {
  if (reviewer.userId === application.applicantUserId) return false;
  if (reviewer.role === 'provider') return false;
  const byPlatform = application.role === 'agency-manager' || !application.agencyHasManager;
  return reviewer.role === (byPlatform ? 'platform-admin' : 'agency-manager');
}

/** The decisions that a reviewer who sees the application can take on it now. */
export function allowedDecisions(application: ApplicationFacts, reviewer: Reviewer): Decision[] {
  const open = application.state === 'pending' && isReviewerOf(application, reviewer);
  return open ? ['approve', 'reject'] : [];
}

/**
 * Decides an application that lies within the reviewer's scope.
 *
 * @returns the state that follows.
 * @throws {DomainError} accounts.already_decided (409); accounts.not_your_decision (403);
 *   accounts.certificate_missing (409); accounts.remark_required, accounts.remark_too_long (422).
 */
export function decideApplication(options: {
  application: ApplicationFacts;
  reviewer: Reviewer;
  decision: Decision;
  remark: string;
}): 'approved' | 'rejected' {
  const { application, reviewer, decision, remark } = options;
  if (!isReviewerOf(application, reviewer)) {
    throw new DomainError('accounts.not_your_decision', 'forbidden');
  }
  if (application.state !== 'pending') {
    const params = { state: application.state };
    throw new DomainError('accounts.already_decided', 'conflict', { params });
  }
  if (decision === 'reject' && remark === '') {
    throw new DomainError('accounts.remark_required', 'invalid', { path: 'remark' });
  }
  if (remark.length > MAX_REMARK) {
    const params = { max: MAX_REMARK };
    throw new DomainError('accounts.remark_too_long', 'invalid', { path: 'remark', params });
  }
  if (decision === 'reject') return 'rejected';
  if (application.role === 'agency-manager' && application.certificate !== 'verified') {
    throw new DomainError('accounts.certificate_missing', 'conflict');
  }
  return 'approved';
}
