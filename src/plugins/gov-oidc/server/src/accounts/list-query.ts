import type { Knex as KnexTypes } from 'knex';
import { DomainError, type Issue } from '../../../../../domain/errors';

export interface PageQuery {
  readonly page: number;
  readonly pageSize: number;
}

/** Text that a person may look for, in characters. */
const MAX_Q = 100;
const MAX_PAGE = 100_000;
const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;

type Query = Readonly<Record<string, unknown>>;

/** Reads a list's query; every wrong parameter is named in one answer. */
export class ListQuery {
  private readonly issues: Issue[] = [];

  constructor(private readonly query: Query) {}

  /** A parameter that is given at most once; null where it is absent or empty. */
  text(name: string, maxLength = MAX_Q): string | null {
    const value = this.query[name];
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string' || value.length > maxLength || /[\0\p{Surrogate}]/u.test(value)) {
      return this.wrong(name);
    }
    return value.trim();
  }

  oneOf<T extends string>(name: string, options: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    return options.find((option) => option === value) ?? this.wrong(name);
  }

  page(): PageQuery {
    const page = this.number('page', { fallback: 1, max: MAX_PAGE });
    const pageSize = this.number('pageSize', { fallback: DEFAULT_PAGE_SIZE, max: MAX_PAGE_SIZE });
    return { page, pageSize };
  }

  /** @throws {DomainError} request.invalid (422) where a parameter was wrong. */
  check(): void {
    if (this.issues.length > 0) {
      throw new DomainError('request.invalid', 'invalid', { issues: this.issues });
    }
  }

  private number(name: string, range: { fallback: number; max: number }): number {
    const value = this.text(name);
    if (value === null) return range.fallback;
    const number = /^[1-9]\d{0,6}$/.test(value) ? Number(value) : Number.NaN;
    if (number <= range.max) return number;
    this.wrong(name);
    return range.fallback;
  }

  private wrong(path: string): null {
    this.issues.push({ code: 'request.invalid', path });
    return null;
  }
}

/** A pattern for ILIKE that finds the text itself, whatever signs it holds. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** Only rows of the agencies (`a`) with this OID, or with this in their name. */
export function ofAgency(rows: KnexTypes.QueryBuilder, agency: string): void {
  if (/^\d+(\.\d+)+$/.test(agency)) void rows.where('a.oid', agency);
  else void rows.whereILike('a.name', containing(agency));
}

export function pagination(query: PageQuery, total: number) {
  return { ...query, pageCount: Math.ceil(total / query.pageSize), total };
}
