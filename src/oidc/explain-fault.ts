import { DomainError } from '../domain/errors';

interface Coded {
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly message?: unknown;
  readonly name?: unknown;
  readonly error?: unknown;
}

function asCoded(error: unknown): Coded {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The provider cannot be reached, takes too long or answers with something else than JSON. */
const UNAVAILABLE_CODES = new Set([
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_PARSE_ERROR',
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
]);

function isNetworkFault(error: Coded): boolean {
  return (
    error.name === 'TimeoutError' || error.name === 'AbortError' || error.message === 'fetch failed'
  );
}

/**
 * What the officer is told about a failed sign-in. Details stay in the log: whoever sends wrong
 * answers learns nothing from ours.
 */
export function explainFault(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const coded = asCoded(error);
  const cause = asCoded(coded.cause);
  if (coded.code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') {
    return new DomainError('accounts.sign_in_cancelled', 'forbidden', { cause: error });
  }
  const unavailable =
    isNetworkFault(coded) ||
    isNetworkFault(cause) ||
    (typeof coded.code === 'string' && UNAVAILABLE_CODES.has(coded.code));
  return unavailable
    ? new DomainError('accounts.provider_unavailable', 'unavailable', { cause: error })
    : new DomainError('accounts.sign_in_refused', 'forbidden', { cause: error });
}

/** The reason for the log: names and messages of the error and its causes, never a token. */
export function describeFault(error: unknown): string {
  const parts: string[] = [];
  for (let item: unknown = error, depth = 0; item instanceof Error && depth < 4; depth++) {
    const { code } = asCoded(item);
    // A parser repeats a piece of what it read, which may be of a token.
    const message = item instanceof SyntaxError ? 'not JSON' : item.message;
    parts.push(typeof code === 'string' ? `${code}: ${message}` : message);
    item = item.cause;
  }
  return parts.join(' <- ');
}
