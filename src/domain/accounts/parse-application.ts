import { DomainError, type Issue } from '../errors';
import { isEmail } from '../text/email';
import { isApplicationRole, type ApplicationRole } from './application';

/** What the officer fills in at 選擇申請身分. */
export interface ApplicationInput {
  readonly email: string;
  readonly role: ApplicationRole;
}

/**
 * @param form The posted fields, of whatever type they came.
 * @throws {DomainError} accounts.application_invalid (422) with every wrong field.
 */
export function parseApplication(form: Readonly<Record<string, unknown>>): ApplicationInput {
  const email = typeof form.email === 'string' ? form.email.trim() : '';
  const { role, consent } = form;
  const issues: Issue[] = [
    ...(isEmail(email) ? [] : [{ code: 'accounts.email_invalid', path: 'email' }]),
    ...(isApplicationRole(role) ? [] : [{ code: 'accounts.role_missing', path: 'role' }]),
    ...(consent === 'yes' ? [] : [{ code: 'accounts.consent_missing', path: 'consent' }]),
  ];
  if (issues.length > 0 || !isApplicationRole(role)) {
    throw new DomainError('accounts.application_invalid', 'invalid', { issues });
  }
  return { email, role };
}
