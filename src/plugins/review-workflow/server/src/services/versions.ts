import { DomainError } from '../../../../../domain/errors';

/**
 * Takes `version` out of a body: an edit or decision names the version it was made on.
 *
 * @throws {DomainError} request.invalid, review.version_required (422).
 */
export function readVersion(input: unknown): {
  version: number;
  rest: Readonly<Record<string, unknown>>;
} {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new DomainError('request.invalid', 'invalid');
  }
  const { version, ...rest } = input as Readonly<Record<string, unknown>>;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new DomainError('review.version_required', 'invalid', { path: 'version' });
  }
  return { version, rest };
}
