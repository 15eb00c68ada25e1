import { AUDIT_TRAILS, type AuditTrail } from '../../../../../contracts/audit';
import { DomainError } from '../../../../../domain/errors';
import { isCalendarDay } from '../../../../../domain/review/needs';
import { readInteger, readWord, MAX_PAGE, MAX_PAGE_SIZE } from '../http/list-query';

export interface AuditQuery {
  readonly trail: AuditTrail;
  /** Identifier or part of the name of a dataset; account or part of the name of an officer. */
  readonly q: string | null;
  readonly action: string | null;
  /** Account or part of the name of who did it. */
  readonly actor: string | null;
  /** OID, or part of the name. */
  readonly agency: string | null;
  /** First and last day, Asia/Taipei, `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly until: string | null;
  readonly page: number;
  readonly pageSize: number;
}

type Query = Readonly<Record<string, unknown>>;

/** @throws {DomainError} query.invalid (422) with the parameter's name as path. */
export function readAuditQuery(query: Query): AuditQuery {
  const trail = readWord(query, 'trail', 20) ?? 'datasets';
  const known = AUDIT_TRAILS.find((name) => name === trail);
  if (known === undefined) throw new DomainError('query.invalid', 'invalid', { path: 'trail' });
  return {
    trail: known,
    q: readWord(query, 'q', 100),
    action: readWord(query, 'action', 40),
    actor: readWord(query, 'actor', 100),
    agency: readWord(query, 'agency', 100),
    since: readDay(query, 'since'),
    until: readDay(query, 'until'),
    page: readInteger(query, 'page', 1, MAX_PAGE),
    pageSize: readInteger(query, 'pageSize', 10, MAX_PAGE_SIZE),
  };
}

function readDay(query: Query, name: string): string | null {
  const day = readWord(query, name, 10);
  if (day !== null && !isCalendarDay(day))
    throw new DomainError('query.invalid', 'invalid', { path: name });
  return day;
}
