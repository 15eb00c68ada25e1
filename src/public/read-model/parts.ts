import { createHash } from 'node:crypto';
import { MEMBER_TABLES } from '../../members/tables';
import { RATE_TABLE } from '../../security/shared-counts';
import { APPLICATION_RULES } from '../applications/rules-sql';
import { APPLICATION_TABLES } from '../applications/tables';
import { ANNOUNCEMENTS } from '../cache/changes-sql';
import { DOWNLOAD_TABLES } from '../downloads/tables';
import { EXPORT_TABLES } from '../exports/tables';
import { FUNCTIONS, REFRESH } from './functions';
import { TABLES } from './tables';
import { COUNTING, TRIGGERS } from './triggers';

/** What decides how a row of the read model looks: a change of it makes all of them anew. */
const SHAPE = [TABLES, FUNCTIONS, REFRESH];

/** All statements, in order; they may be run again and again. */
export const PARTS: readonly string[] = [
  ...SHAPE,
  ...[TRIGGERS, DOWNLOAD_TABLES, EXPORT_TABLES, APPLICATION_TABLES, APPLICATION_RULES],
  ...[MEMBER_TABLES, RATE_TABLE, ANNOUNCEMENTS],
];

/** Tables with their functions and counts, without the triggers on the records. */
export const TABLES_TO_FILL: readonly string[] = [...SHAPE, COUNTING];

/** Derived from the records: dropped and filled anew when their shape changes. */
export const DERIVED = ['corpus_datasets', 'corpus_counts', 'corpus_totals', 'corpus_pending'];

const fingerprint = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('')).digest('hex');

export const SHAPE_VERSION = fingerprint(SHAPE);
export const VERSION = fingerprint(PARTS);

export const KEEP_VERSION = `
  insert into corpus_read_model (version, shape) values ('${VERSION}', '${SHAPE_VERSION}')
  on conflict (only_row) do update set version = excluded.version, shape = excluded.shape`;
