import { DomainError, type Issue } from '../errors';
import { isApplicationRole, type ApplicationRole } from './application';

/** What the officer fills in at 選擇申請身分. */
export interface ApplicationInput {
  readonly email: string;
  readonly role: ApplicationRole;
}

const MAX_EMAIL = 254;

/** An address as mail servers take it; no display name, no comment, no line break. */
const EMAIL_PATTERN =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;

function isEmail(text: string): boolean {
  return text.length <= MAX_EMAIL && EMAIL_PATTERN.test(text) && !text.includes('..');
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
