import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { retryWhileLocked } from '../../db/retry-while-locked';
import { APPLICATION_RULES } from '../applications/rules-sql';
import { APPLICATION_TABLES } from '../applications/tables';
import { ANNOUNCEMENTS } from '../cache/changes-sql';
import { EXPORT_TABLES } from '../exports/tables';
import { DOWNLOAD_TABLES } from '../downloads/tables';
import { FUNCTIONS, REFRESH } from './functions';
import { TABLES } from './tables';
import { TRIGGERS } from './triggers';
import { MEMBER_TABLES } from '../../members/tables';
import { RATE_TABLE } from '../../security/shared-counts';

/** What decides how a row of the read model looks: a change of it makes all of them anew. */
const SHAPE = [TABLES, FUNCTIONS, REFRESH];
const PARTS = [
  ...SHAPE,
  ...[TRIGGERS, DOWNLOAD_TABLES, EXPORT_TABLES, APPLICATION_TABLES, APPLICATION_RULES],
  ...[MEMBER_TABLES, RATE_TABLE, ANNOUNCEMENTS],
];
const SHAPE_VERSION = fingerprint(SHAPE);
const VERSION = fingerprint(PARTS);
/** One instance installs, the others wait. Any number will do as long as nothing else uses it. */
const LOCK = 7220610002;

/**
 * Brings tables, functions and triggers of the read model to this version and fills it, once per
 * version and however many instances start together. Runs after Strapi's schema sync.
 */
export async function installReadModel({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const install = async (trx: Knex, giveWay: string): Promise<void> => {
    await trx.raw(giveWay);
    // Filling it anew takes a minute for 100,000 datasets.
    await trx.raw('set local statement_timeout = 0');
    await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    await trx.raw(`create table if not exists corpus_read_model (
      only_row boolean primary key default true check (only_row), version text not null)`);
    await trx.raw('alter table corpus_read_model add column if not exists shape text');
    const { rows } = await trx.raw<{ rows: { version: string; shape: string | null }[] }>(
      'select version, shape from corpus_read_model',
    );
    if (rows[0]?.version === VERSION) return;
    const fresh = rows[0]?.shape !== SHAPE_VERSION;
    // The table is derived: a new shape starts from nothing and is filled below.
    if (fresh) {
      await trx.raw('drop table if exists corpus_datasets, corpus_counts, corpus_totals cascade');
    }
    for (const part of PARTS) await trx.raw(escapeMarks(part));
    if (fresh) await trx.raw(REFRESH_ALL);
    await trx.raw(
      `insert into corpus_read_model (version, shape) values (:version, :shape)
       on conflict (only_row) do update set version = excluded.version, shape = excluded.shape`,
      { version: VERSION, shape: SHAPE_VERSION },
    );
  };
  await retryWhileLocked((giveWay) =>
    strapi.db.connection.transaction((trx) => install(trx, giveWay)),
  );
}

const REFRESH_ALL = `
  select corpus_refresh(array(select document_id from datasets where published_at is not null))`;

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('')).digest('hex');
}

/** knex takes a bare question mark for a parameter. */
function escapeMarks(sql: string): string {
  return sql.replaceAll('?', '\\?');
}
