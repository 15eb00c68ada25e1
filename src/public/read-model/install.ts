import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DOWNLOAD_TABLES } from '../downloads/tables';
import { FUNCTIONS, REFRESH } from './functions';
import { TABLES } from './tables';
import { TRIGGERS } from './triggers';
import { RATE_TABLE } from '../../security/shared-counts';

const PARTS = [TABLES, FUNCTIONS, REFRESH, TRIGGERS, DOWNLOAD_TABLES, RATE_TABLE];
const VERSION = createHash('sha256').update(PARTS.join('')).digest('hex');
/** One instance installs, the others wait. Any number will do as long as nothing else uses it. */
const LOCK = 7220610002;

/**
 * Brings tables, functions and triggers of the read model to this version and fills it, once per
 * version and however many instances start together. Runs after Strapi's schema sync.
 */
export async function installReadModel({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    await trx.raw(`create table if not exists corpus_read_model (
      only_row boolean primary key default true check (only_row), version text not null)`);
    const { rows } = (await trx.raw('select version from corpus_read_model')) as {
      rows: { version: string }[];
    };
    if (rows[0]?.version === VERSION) return;
    // The table is derived: a new shape starts from nothing and is filled below.
    await trx.raw('drop table if exists corpus_datasets, corpus_counts, corpus_totals cascade');
    for (const part of PARTS) await trx.raw(escapeMarks(part));
    await trx.raw(
      'select corpus_refresh(array(select document_id from datasets where published_at is not null))',
    );
    await trx.raw(
      `insert into corpus_read_model (version) values (:version)
       on conflict (only_row) do update set version = excluded.version`,
      { version: VERSION },
    );
  });
}

/** knex takes a bare question mark for a parameter. */
function escapeMarks(sql: string): string {
  return sql.replaceAll('?', '\\?');
}
