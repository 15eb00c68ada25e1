import { hasForbiddenCharacters } from '../../../../../domain/dataset/text';
import { DomainError } from '../../../../../domain/errors';
import { MAX_REASON_LENGTH } from '../../../../../domain/review/needs';

export interface TransferInput {
  /** OID of the agency that takes the dataset over. */
  readonly agency: string;
  readonly reason: string;
}

/**
 * Reads the body of a transfer to another agency.
 *
 * @throws {DomainError} request.invalid, review.agency_unknown, review.reason_required,
 *   review.reason_too_long (422), with the field's path.
 */
export function readTransferInput(body: unknown): TransferInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DomainError('request.invalid', 'invalid');
  }
  const { agency, reason, ...unknown } = body as Readonly<Record<string, unknown>>;
  const [field] = Object.keys(unknown);
  if (field !== undefined) {
    throw new DomainError('request.invalid', 'invalid', {
      issues: [{ code: 'field.unknown', path: field.slice(0, 60) }],
    });
  }
  if (typeof agency !== 'string' || !/^[\d.]{1,255}$/.test(agency)) {
    throw new DomainError('review.agency_unknown', 'invalid', { path: 'agency' });
  }
  return { agency, reason: readReason(reason) };
}

function readReason(value: unknown): string {
  const refuse = (code: string) =>
    new DomainError(code, 'invalid', { path: 'reason', params: { max: MAX_REASON_LENGTH } });
  if (typeof value !== 'string' || value.trim() === '') throw refuse('review.reason_required');
  if (hasForbiddenCharacters(value)) throw refuse('field.characters_invalid');
  if ([...value].length > MAX_REASON_LENGTH) throw refuse('review.reason_too_long');
  return value;
}
