import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { RECORDS_FIRST, retryWhileLocked } from '../../db/retry-while-locked';
import { buildUntilDone } from './build';
import { DERIVED, KEEP_VERSION, PARTS, SHAPE_VERSION, VERSION } from './parts';
import { readModelState } from './state';

/** One instance installs, the others wait. Any number will do as long as nothing else uses it. */
const LOCK = 7220610002;
/** Published datasets up to which a new shape is filled while the service starts: a second or two. */
const AT_START = 2_000;

/**
 * Brings tables, functions and triggers of the read model to this version and fills it, once per
 * version and however many instances start together. Runs after Strapi's schema sync.
 *
 * A new shape of many rows is built beside the present one, which instances of the former version go
 * on serving; this one says that it is not ready for the public until then (see build.ts).
 */
export async function installReadModel({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  if (await installAtOnce(strapi)) return;
  readModelState.building = true;
  const { log } = strapi;
  void buildUntilDone(process.env.DATABASE_URL ?? '', log).then(() => {
    readModelState.building = false;
  });
}

/** @returns false where the rows are too many to be filled now */
function installAtOnce(strapi: Core.Strapi): Promise<boolean> {
  const install = async (trx: Knex, giveWay: string): Promise<boolean> => {
    await trx.raw(giveWay);
    await trx.raw('set local statement_timeout = 0');
    await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    await trx.raw(`create table if not exists corpus_read_model (
      only_row boolean primary key default true check (only_row), version text not null)`);
    await trx.raw('alter table corpus_read_model add column if not exists shape text');
    const { rows } = await trx.raw<{ rows: { version: string; shape: string | null }[] }>(
      'select version, shape from corpus_read_model',
    );
    if (rows[0]?.version === VERSION) return true;
    const fresh = rows[0]?.shape !== SHAPE_VERSION;
    if (fresh && (await isLong(trx))) return false;
    await trx.raw(RECORDS_FIRST);
    // The tables are derived: a new shape starts from nothing and is filled below.
    if (fresh) await trx.raw(`drop table if exists ${DERIVED.join(', ')} cascade`);
    for (const part of PARTS) await trx.raw(escapeMarks(part));
    if (fresh) await trx.raw(REFRESH_ALL);
    await trx.raw(escapeMarks(KEEP_VERSION));
    return true;
  };
  return retryWhileLocked((giveWay) =>
    strapi.db.connection.transaction((trx) => install(trx, giveWay)),
  );
}

interface Runner {
  raw<Result>(sql: string): Promise<Result>;
}

/** Whether there is a filled read model to go on with, too long to be made anew at once. */
async function isLong(trx: Runner): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { there: boolean }[] }>(
    `select to_regclass('public.corpus_totals') is not null as there`,
  );
  if (rows[0]?.there !== true) return false;
  const totals = await trx.raw<{ rows: { datasets: string }[] }>(
    'select datasets from corpus_totals',
  );
  return Number(totals.rows[0]?.datasets ?? 0) > AT_START;
}

const REFRESH_ALL = `
  select corpus_refresh(array(select document_id from datasets where published_at is not null))`;

/** knex takes a bare question mark for a parameter. */
function escapeMarks(sql: string): string {
  return sql.replaceAll('?', '\\?');
}
