import { hasForbiddenCharacters } from '../../../../../domain/dataset/text';
import { DomainError, type Issue } from '../../../../../domain/errors';
import type { MoveInput } from '../services/move';
import { readVersion } from '../services/versions';

/**
 * Reads the body of a transition.
 *
 * @throws {DomainError} request.invalid, review.version_required, review.action_unknown (422),
 *   with each wrong field's path.
 */
export function readMoveInput(body: unknown, idempotencyKey: string): MoveInput {
  const { version, rest } = readVersion(body);
  const { action, reason = null, delistOn = null, ...unknown } = rest;
  const issues: Issue[] = Object.keys(unknown).map((field) => ({
    code: 'field.unknown',
    path: field.slice(0, 60),
  }));
  const text = (value: unknown, path: string): string | null => {
    if (value === null || value === '') return null;
    if (typeof value !== 'string')
      issues.push({ code: 'field.type', path, params: { expected: 'string' } });
    else if (hasForbiddenCharacters(value)) issues.push({ code: 'field.characters_invalid', path });
    else return value;
    return null;
  };
  if (typeof action !== 'string') {
    throw new DomainError('review.action_unknown', 'invalid', { path: 'action' });
  }
  const input = {
    action,
    version,
    reason: text(reason, 'reason'),
    delistOn: text(delistOn, 'delistOn'),
  };
  if (issues.length > 0) throw new DomainError('request.invalid', 'invalid', { issues });
  return { ...input, idempotencyKey: readKey(idempotencyKey) };
}

function readKey(header: string): string | null {
  if (header === '') return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new DomainError('request.idempotency_key_invalid', 'invalid', {
      path: 'Idempotency-Key',
    });
  }
  return header;
}
