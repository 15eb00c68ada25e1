import { DomainError, type ErrorParams } from '../../domain/errors';

/** A request that asks for something the public interface does not have: 400 with its code and place. */
export function badQuery(code: string, path: string, params: ErrorParams = {}): DomainError {
  return new DomainError(code, 'bad-request', { path, params: { parameter: path, ...params } });
}

export type Dictionary = Readonly<Record<string, unknown>>;

/** An object of parsed parameters: neither a list nor a scalar. */
export function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
