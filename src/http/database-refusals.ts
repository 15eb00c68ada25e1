import { DomainError } from '../domain/errors';

/** Unique indexes whose refusal is the caller's to hear, and the code that says it. */
const TAKEN: Readonly<Record<string, string>> = { up_users_email_once: 'members.email_taken' };

/** What PostgreSQL's own rules (schema guard) say when they refuse: SQLSTATE GU001, the code as message. */
export function refusalOfDatabase(error: unknown): DomainError | undefined {
  const taken = TAKEN[String((error as { constraint?: unknown } | null)?.constraint)];
  if (taken !== undefined) return new DomainError(taken, 'conflict', { cause: error });
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'GU001') return undefined;
  const code = /[a-z]+\.[a-z_]+$/.exec(error.message)?.[0];
  const state = (error as { detail?: unknown }).detail;
  return new DomainError(code ?? 'request.forbidden', 'conflict', {
    cause: error,
    ...(typeof state === 'string' && state !== '' && { params: { state } }),
  });
}
