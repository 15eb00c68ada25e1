import { DomainError } from '../../domain/errors';
import type { Database } from '../database';
import { refusalFor } from '../datasets';
import { badQuery } from '../query/errors';
import type { PublicRecord } from './record';

export const PAGE_SIZE = 100;

const SELECT = `
  select d.body, l.terms from corpus_datasets d left join licences l on l.id = d.licence_id`;

interface Row {
  body: string;
  terms: unknown;
}

const toRecord = ({ body, terms }: Row): PublicRecord => ({
  ...(JSON.parse(body) as PublicRecord),
  ...(terms ? { terms: parsed(terms) } : {}),
});

/** Strapi switches off the parsing of JSON in its driver. */
const parsed = (json: unknown): unknown =>
  typeof json === 'string' ? (JSON.parse(json) as unknown) : json;

/** @throws DomainError dataset.delisted (410), dataset.not_found (404) */
export async function readRecord(database: Database, identifier: string): Promise<PublicRecord> {
  if (!/^\d{8}$/.test(identifier)) throw new DomainError('dataset.not_found', 'missing');
  const [row] = await database.query<Row>(`${SELECT} where d.identifier = $1`, [identifier]);
  if (!row) throw await refusalFor(database, 'identifier', identifier);
  return toRecord(row);
}

/** A page of all records by identifier, which never changes: pages stay as they are. */
export async function readRecords(
  database: Database,
  page: number,
): Promise<{ records: PublicRecord[]; total: number; pages: number; modified: string }> {
  const [totals] = await database.query<{ datasets: string; modified: string }>(
    'select datasets, corpus_time(as_of) as modified from corpus_totals',
  );
  const rows = await database.query<Row>(
    `${SELECT} order by d.identifier limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
  );
  const total = Number(totals?.datasets ?? 0);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return { records: rows.map(toRecord), total, pages, modified: totals?.modified ?? '' };
}

export function readPage(value: unknown): number {
  if (value === undefined) return 1;
  if (typeof value !== 'string' || !/^[1-9]\d{0,5}$/.test(value)) {
    throw badQuery('query.invalid_value', 'page');
  }
  return Number(value);
}
