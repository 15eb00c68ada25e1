import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { RECORDS_FIRST } from '../../db/retry-while-locked';
import { CHANNEL } from '../cache/changes-sql';
import { COUNTING_LOCK } from './functions';
import { DERIVED, KEEP_VERSION, PARTS, TABLES_TO_FILL, VERSION } from './parts';

/** Documents filled in one statement. */
const CHUNK = 200;
const RETRY_MS = 2_000;
/** Held for as long as one instance builds; the others wait for what it makes. */
const LOCK = 7220610003;

interface Log {
  info(message: string): void;
  error(message: string): void;
}

/** Builds, and begins again after whatever stopped it, until the read model is of this version. */
export async function buildUntilDone(connectionString: string, log: Log): Promise<void> {
  for (;;) {
    try {
      if (await buildReadModel(connectionString)) {
        log.info('corpus: the read model is of this version');
        return;
      }
    } catch (error) {
      log.error(`corpus: building the read model: ${(error as Error).message}`);
    }
    await pause(RETRY_MS, undefined, { ref: false });
  }
}

/**
 * Makes the read model in this version's shape beside the one in use, in a schema of its own, and puts
 * it in its place in one short transaction. Until then everything public is served as before; what is
 * published meanwhile is noted and followed. A process that dies leaves only that schema, which the
 * next one begins by dropping.
 *
 * @returns false where another instance is building
 */
export async function buildReadModel(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, application_name: 'corpus-build' });
  await client.connect();
  try {
    await client.query(`set statement_timeout = 0; set lock_timeout = '500ms'`);
    const { rows } = await client.query<{ mine: boolean }>(
      `select pg_try_advisory_lock(${LOCK}) as mine`,
    );
    if (rows[0]?.mine !== true) return false;
    if (await isDone(client)) return true;
    await prepare(client);
    do await fill(client);
    while (!(await patiently(() => takeItsPlace(client))));
    return true;
  } finally {
    await client.end();
  }
}

async function isDone(client: Client): Promise<boolean> {
  const { rows } = await client.query('select from public.corpus_read_model where version = $1', [
    VERSION,
  ]);
  return rows.length > 0;
}

/** The empty tables, and the note of every change of a record from now on. */
async function prepare(client: Client): Promise<void> {
  await patiently(() => client.query('drop schema if exists corpus_next cascade'));
  await client.query('create schema corpus_next');
  // Alone: what is made here must not meet its namesakes that are in use.
  await client.query('set search_path = corpus_next');
  for (const part of TABLES_TO_FILL) await client.query(part);
  await patiently(() => client.query(NOTES));
}

const REFERENCES = ['tags', 'agencies', 'licences', 'themes_tags_lnk'];
const RECORDS = ['datasets', 'datasets_tags_lnk', 'datasets_files_lnk'];

/** A changed record is noted by its documentId; changed reference data as \`*\`: everything. */
const NOTES = `
create table corpus_next.changed (document_id text primary key);

create function corpus_next.note_record() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'datasets' then
    insert into corpus_next.changed values (coalesce(new.document_id, old.document_id))
    on conflict do nothing;
  else
    insert into corpus_next.changed select document_id from public.datasets
    where id = coalesce(new.dataset_id, old.dataset_id) on conflict do nothing;
  end if;
  return null;
end
$$;

create function corpus_next.note_reference() returns trigger language plpgsql as $$
begin
  insert into corpus_next.changed values ('*') on conflict do nothing;
  return null;
end
$$;
${RECORDS.map(
  (table) => `create trigger corpus_next_note after insert or update or delete on public.${table}
  for each row execute function corpus_next.note_record();`,
).join('\n')}
${REFERENCES.map(
  (table) => `create trigger corpus_next_note after insert or update or delete on public.${table}
  for each statement execute function corpus_next.note_reference();`,
).join('\n')}
`;

async function fill(client: Client): Promise<void> {
  await client.query('delete from corpus_next.changed');
  const { rows } = await client.query<{ document_id: string }>(
    'select document_id from public.datasets where published_at is not null order by 1',
  );
  const documents = rows.map(({ document_id: id }) => id);
  for (let at = 0; at < documents.length; at += CHUNK) {
    await client.query('select corpus_put($1::text[])', [documents.slice(at, at + CHUNK)]);
  }
  await client.query('analyze corpus_next.corpus_datasets');
}

/** PostgreSQL's code for a lock that was not had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/** While somebody writes for long: lets those who wait behind us go on, and tries again. */
async function patiently<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
      await pause(RETRY_MS / 4);
    }
  }
}

/** @returns false where so much changed meanwhile that it must be filled again */
async function takeItsPlace(client: Client): Promise<boolean> {
  await client.query('begin');
  try {
    // Records first, then the lock of counting, then the read model: in the order of those who write.
    await client.query(RECORDS_FIRST);
    await client.query(`select pg_advisory_xact_lock(${COUNTING_LOCK})`);
    const { rows } = await client.query<{ document_id: string }>('select * from changed');
    const changed = rows.map(({ document_id: id }) => id);
    if (changed.includes('*')) {
      await client.query('rollback');
      return false;
    }
    await client.query('select corpus_refresh($1::text[])', [changed]);
    await client.query(
      `drop table if exists ${DERIVED.map((name) => `public.${name}`).join(', ')} cascade`,
    );
    for (const name of DERIVED) {
      await client.query(`alter table corpus_next.${name} set schema public`);
    }
    await client.query('set local search_path = public');
    for (const part of PARTS) await client.query(part);
    await client.query('drop schema corpus_next cascade');
    await client.query(KEEP_VERSION);
    await client.query(`select pg_notify('${CHANNEL}', '')`);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
