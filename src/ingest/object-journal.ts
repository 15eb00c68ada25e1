import type { Knex } from 'knex';
import type { FileStorage } from './storage';
import { LEFT_BEHIND_MS } from './scratch';

/** At a time, so that a sweep never holds many rows. */
const BATCH = 100;

/** A list of the objects that no record refers to yet, or any more. Repeatable. */
export async function ensureObjectJournal(transaction: Knex.Transaction): Promise<void> {
  await transaction.raw(
    `CREATE TABLE IF NOT EXISTS ingest.loose_object (
       key text PRIMARY KEY, since timestamptz NOT NULL DEFAULT now())`,
  );
}

/**
 * The storage, with a note in the database of each object before it is stored, so that a process
 * that is killed before a record refers to the object leaves nothing that nobody knows of.
 */
export function journaled(storage: FileStorage, sql: Knex): FileStorage {
  const note = (key: string) =>
    sql.raw('INSERT INTO ingest.loose_object (key) VALUES (?) ON CONFLICT (key) DO NOTHING', [key]);
  return {
    ...storage,
    async put(object) {
      await note(object.key);
      await storage.put(object);
    },
    async takeOver(object) {
      await note(object.key);
      await storage.takeOver(object);
    },
    async remove(key) {
      await storage.remove(key);
      await sql.raw('DELETE FROM ingest.loose_object WHERE key = ?', [key]);
    },
  };
}

/** In the transaction that writes the record of an object: it is loose no longer. */
export async function keepObject(transaction: Knex.Transaction, key: string): Promise<void> {
  await transaction.raw('DELETE FROM ingest.loose_object WHERE key = ?', [key]);
}

/** In the transaction that deletes the record of an object: it may go at any time. */
export async function dropObject(transaction: Knex.Transaction, key: string): Promise<void> {
  await transaction.raw(
    `INSERT INTO ingest.loose_object (key, since) VALUES (?, '-infinity')
     ON CONFLICT (key) DO UPDATE SET since = EXCLUDED.since`,
    [key],
  );
}

/**
 * Removes objects that were to go while the storage was away, and those of killed processes.
 *
 * @param olderThanMs Since the object was begun; it may still be on its way.
 * @returns how many were removed
 */
export async function sweepLooseObjects(
  sql: Knex,
  storage: FileStorage,
  olderThanMs = LEFT_BEHIND_MS,
): Promise<number> {
  const { rows } = await sql.raw<{ rows: { key: string; kept: boolean }[] }>(
    `SELECT key, EXISTS (SELECT FROM dataset_files f WHERE key IN (f.storage_key, f.text_key)) AS kept
     FROM ingest.loose_object
     WHERE since <= now() - ? * interval '1 millisecond' ORDER BY since LIMIT ?`,
    [olderThanMs, BATCH],
  );
  for (const { key, kept } of rows) {
    if (!kept) await storage.remove(key);
    await sql.raw('DELETE FROM ingest.loose_object WHERE key = ?', [key]);
  }
  return rows.filter(({ kept }) => !kept).length;
}
