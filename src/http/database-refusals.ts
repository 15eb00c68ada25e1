import { DomainError } from '../domain/errors';

/** What PostgreSQL's own rules (schema guard) say when they refuse: SQLSTATE GU001, the code as message. */
export function refusalOfDatabase(error: unknown): DomainError | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'GU001') return undefined;
  const code = /[a-z]+\.[a-z_]+$/.exec(error.message)?.[0];
  const state = (error as { detail?: unknown }).detail;
  return new DomainError(code ?? 'request.forbidden', 'conflict', {
    cause: error,
    ...(typeof state === 'string' && state !== '' && { params: { state } }),
  });
}
